//! Where the monitors of a screen lie, and how large an inch is on them.

use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::randr::{self, ConnectionExt as _};
use x11rb::protocol::xproto::Screen;

use super::bounds;
use crate::screen::{Area, ScreenError};

/// A monitor, or the whole screen where none is told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Monitor {
    pub area: Area,
}

/// The monitors of `screen`, each area once and within the screen. At least one.
pub fn of(connection: &impl Connection, screen: &Screen) -> Result<Vec<Monitor>, ScreenError> {
    let mut monitors: Vec<Monitor> = Vec::new();
    for area in told(connection, screen)? {
        let area = area.within(bounds(screen));
        // Two monitors may show the same.
        if let Some(area) = area
            && monitors.iter().all(|other| other.area != area)
        {
            monitors.push(Monitor { area });
        }
    }
    if monitors.is_empty() {
        monitors.push(Monitor {
            area: bounds(screen),
        });
    }
    Ok(monitors)
}

/// What the extension says, whichever version of it the server has. Nothing where it has none.
fn told(connection: &impl Connection, screen: &Screen) -> Result<Vec<Area>, ScreenError> {
    if connection
        .extension_information(randr::X11_EXTENSION_NAME)?
        .is_none()
    {
        return Ok(Vec::new());
    }
    let version = connection.randr_query_version(1, 5)?.reply()?;
    let areas = match (version.major_version, version.minor_version) {
        (1, ..=1) => Ok(Vec::new()),
        (1, 2..=4) => of_controllers(connection, screen),
        _ => of_monitors(connection, screen),
    };
    Ok(areas?)
}

/// Version 1.5 knows monitors, also one that is made of two halves, or a half of one.
fn of_monitors(connection: &impl Connection, screen: &Screen) -> Result<Vec<Area>, ReplyError> {
    let reply = connection.randr_get_monitors(screen.root, true)?.reply()?;
    let areas = reply.monitors.iter().map(|monitor| Area {
        x: monitor.x.into(),
        y: monitor.y.into(),
        width: monitor.width.into(),
        height: monitor.height.into(),
    });
    Ok(areas.collect())
}

/// Before, there were only the controllers that feed them. One that is switched off has no size.
fn of_controllers(connection: &impl Connection, screen: &Screen) -> Result<Vec<Area>, ReplyError> {
    let resources = connection
        .randr_get_screen_resources(screen.root)?
        .reply()?;
    let mut areas = Vec::new();
    for controller in resources.crtcs {
        let info = connection
            .randr_get_crtc_info(controller, resources.config_timestamp)?
            .reply()?;
        areas.push(Area {
            x: info.x.into(),
            y: info.y.into(),
            width: info.width.into(),
            height: info.height.into(),
        });
    }
    Ok(areas)
}
