//! Where the monitors of a screen lie, and how large an inch is on them.

use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::randr::{self, ConnectionExt as _};
use x11rb::protocol::xproto::Screen;

use super::bounds;
use crate::screen::{Area, Monitor, ScreenError};

/// The monitors of `screen`, each area once and within the screen. At least one: the whole screen
/// where none is told.
pub fn of(connection: &impl Connection, screen: &Screen) -> Result<Vec<Monitor>, ScreenError> {
    let mut monitors: Vec<Monitor> = Vec::new();
    for Told { area, millimetres } in told(connection, screen)? {
        // Two monitors may show the same.
        if let Some(area) = area.within(bounds(screen))
            && monitors.iter().all(|other| other.area != area)
        {
            let scale = scale(area.width, millimetres);
            monitors.push(Monitor { area, scale });
        }
    }
    if monitors.is_empty() {
        monitors.push(Monitor {
            area: bounds(screen),
            scale: 1.0,
        });
    }
    Ok(monitors)
}

/// Many monitors lie about their size, and desktops draw at the plain scale up to twice the usual density.
fn scale(pixels: u32, millimetres: u32) -> f64 {
    if millimetres == 0 {
        return 1.0;
    }
    let per_inch = f64::from(pixels) * 25.4 / f64::from(millimetres);
    (per_inch / 96.0).floor().clamp(1.0, 3.0)
}

/// What the server says of a monitor.
struct Told {
    area: Area,
    /// How wide it is; 0 where that is unknown.
    millimetres: u32,
}

/// What the extension says, whichever version of it the server has. Nothing where it has none.
fn told(connection: &impl Connection, screen: &Screen) -> Result<Vec<Told>, ScreenError> {
    if connection
        .extension_information(randr::X11_EXTENSION_NAME)?
        .is_none()
    {
        return Ok(Vec::new());
    }
    let version = connection.randr_query_version(1, 5)?.reply()?;
    let told = match (version.major_version, version.minor_version) {
        (1, ..=1) => Ok(Vec::new()),
        (1, 2..=4) => of_controllers(connection, screen),
        _ => of_monitors(connection, screen),
    };
    Ok(told?)
}

/// Version 1.5 knows monitors, also one that is made of two halves, or a half of one.
fn of_monitors(connection: &impl Connection, screen: &Screen) -> Result<Vec<Told>, ReplyError> {
    let reply = connection.randr_get_monitors(screen.root, true)?.reply()?;
    let monitors = reply.monitors.iter().map(|monitor| Told {
        area: Area {
            x: monitor.x.into(),
            y: monitor.y.into(),
            width: monitor.width.into(),
            height: monitor.height.into(),
        },
        millimetres: monitor.width_in_millimeters,
    });
    Ok(monitors.collect())
}

/// Before, there were only the controllers that feed them. One that is switched off has no size.
fn of_controllers(connection: &impl Connection, screen: &Screen) -> Result<Vec<Told>, ReplyError> {
    let resources = connection
        .randr_get_screen_resources(screen.root)?
        .reply()?;
    let mut told = Vec::new();
    for controller in resources.crtcs {
        let info = connection
            .randr_get_crtc_info(controller, resources.config_timestamp)?
            .reply()?;
        told.push(Told {
            area: Area {
                x: info.x.into(),
                y: info.y.into(),
                width: info.width.into(),
                height: info.height.into(),
            },
            millimetres: 0,
        });
    }
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dense_monitors_are_drawn_larger() {
        assert_eq!(scale(1920, 527), 1.0, "24 inches");
        assert_eq!(scale(1920, 309), 1.0, "14 inches");
        assert_eq!(scale(3840, 344), 2.0, "15.6 inches");
        assert_eq!(scale(1920, 0), 1.0, "unknown");
        assert_eq!(scale(1920, 1), 3.0, "nonsense");
    }
}
