//! Pictures of the screens of real X servers, and areas of them that are chosen with mouse and keys.

use x11rb::protocol::xproto::{ConnectionExt as _, EventMask, GrabMode, GrabStatus, ImageFormat};

use crate::display::{Display, Painter, Place, can_move};
use crate::scanner::{HINT, Scanner, Screenshot};

const GREY: [u8; 3] = [0xC6, 0xC6, 0xC6];
const RED: [u8; 3] = [0xFF, 0x00, 0x00];

/// What is red in these tests, on the first screen.
const CODE: Place = (300, 200, 120, 80);

/// How far the picture goes around what is chosen.
const MARGIN: i16 = 12;

#[test]
fn every_monitor_is_pictured_as_it_is() {
    let Some(display) = Display::with_screens(&["1000x600x24"]) else {
        return;
    };
    let painter = display.painter();
    painter.ground(0, GREY);
    painter.fill(painter.screen(0), RED, CODE);
    // The second one lies lower, and the third shows what the second does.
    painter.monitors(&[(0, 0, 400, 600), (400, 100, 600, 500), (400, 100, 600, 500)]);
    let screenshot = look("all", &display);
    assert_eq!(
        screenshot.said,
        ["Shot(400x600+0+0)", "Shot(600x500+400+100)"]
    );
    assert_eq!(red(&screenshot.pictures[0], 400), Some((300, 200, 100, 80)));
    assert_eq!(red(&screenshot.pictures[1], 600), Some((0, 100, 20, 80)));
}

#[test]
fn every_depth_gives_the_same_picture() {
    for depth in ["8", "15", "16", "24", "30"] {
        let Some(display) = Display::with_screens(&[&format!("640x480x{depth}")]) else {
            return;
        };
        let painter = display.painter();
        painter.ground(0, GREY);
        painter.fill(painter.screen(0), RED, CODE);
        let screenshot = look("all", &display);
        assert_eq!(screenshot.said, ["Shot(640x480+0+0)"], "depth {depth}");
        assert_eq!(
            red(&screenshot.pictures[0], 640),
            Some((300, 200, 120, 80)),
            "depth {depth}"
        );
        let grey = &screenshot.pictures[0][..3];
        assert!(
            grey.iter().all(|it| it.abs_diff(GREY[0]) < 8),
            "depth {depth}: {grey:?}"
        );
    }
}

#[test]
fn a_server_with_two_screens_has_both_pictured() {
    let Some(display) = Display::with_screens(&["640x480x24", "800x600x16"]) else {
        return;
    };
    let painter = display.painter();
    painter.ground(0, GREY);
    painter.ground(1, GREY);
    painter.fill(painter.screen(1), RED, CODE);
    let screenshot = look("all", &display);
    assert_eq!(screenshot.said, ["Shot(640x480+0+0)", "Shot(800x600+0+0)"]);
    assert_eq!(red(&screenshot.pictures[0], 640), None);
    assert_eq!(red(&screenshot.pictures[1], 800), Some((300, 200, 120, 80)));
}

#[test]
fn a_server_that_knows_little_serves_as_well() {
    let arguments = "-screen 0 640x480x24 -extension RANDR -extension SHAPE -extension RENDER";
    let Some(display) = Display::with(arguments).filter(|_| can_move()) else {
        return;
    };
    let painter = display.painter();
    painter.ground(0, GREY);
    painter.fill(painter.screen(0), RED, CODE);
    let screenshot = look("all", &display);
    assert_eq!(screenshot.said, ["Shot(640x480+0+0)"]);
    assert_eq!(red(&screenshot.pictures[0], 640), Some((300, 200, 120, 80)));
    let before = painter.seen();
    let scanner = Scanner::start("area", &[("DISPLAY", &display.name)]);
    painter.wait_for_windows(1, &before);
    display.xdotool("mousemove 300 200 mousedown 1 mousemove 419 279 mouseup 1");
    assert_eq!(scanner.says(), "Shot(144x104+288+188)");
}

#[test]
fn where_pixels_are_small_everything_is_larger() {
    let Some((display, painter)) = desktop() else {
        return;
    };
    painter.density(192);
    let choice = Choosing::start(&display, &painter);
    let left = 200 - HINT.0 as i16;
    assert_eq!(
        colour(&painter, left + 40, 48 + 10),
        [20, 30, 40],
        "the hint"
    );
    display.xdotool("mousemove 300 200 mousedown 1 mousemove 350 260 mousemove 419 279");
    painter.wait_for_windows(8, &choice.before);
    assert_eq!(
        colour(&painter, 300 - 4, 240),
        [0x0F, 0x6B, 0x5C],
        "the line"
    );
    assert_eq!(colour(&painter, 300 - 6, 240), [0xFF; 3], "the hairline");
    display.xdotool("mouseup 1");
    let screenshot = choice.scanner.sees();
    assert_eq!(screenshot.said, ["Shot(168x128+276+176)"]);
    assert_eq!(red(&screenshot.pictures[0], 168), Some((24, 24, 120, 80)));
}

#[test]
fn a_large_screen_comes_in_stripes_that_fit_together() {
    let Some(display) = Display::with_screens(&["4001x2999x24"]) else {
        return;
    };
    let painter = display.painter();
    painter.ground(0, GREY);
    painter.fill(painter.screen(0), RED, (1999, 3, 7, 2990));
    let screenshot = look("all", &display);
    assert_eq!(red(&screenshot.pictures[0], 4001), Some((1999, 3, 7, 2990)));
}

#[test]
fn without_a_display_the_way_is_not_there() {
    assert_eq!(Scanner::start("ways", &[]).says(), "no_display no_display");
    assert_eq!(Scanner::start("all", &[]).says(), "no_display");
    let nowhere = [("DISPLAY", ":4711")];
    assert_eq!(Scanner::start("area", &nowhere).says(), "no_display");
    let Some(display) = Display::start() else {
        return;
    };
    let there = [("DISPLAY", display.name.as_str())];
    assert_eq!(Scanner::start("ways", &there).says(), "yes yes");
}

#[test]
fn a_server_that_hangs_is_not_waited_for_long() {
    let Some(display) = Display::start() else {
        return;
    };
    display.hang();
    assert_eq!(look("all", &display).said, ["screen_timed_out"]);
    assert_eq!(look("ways", &display).said, ["no_answer no_answer"]);
}

#[test]
fn a_drag_pictures_the_area_with_a_margin_and_nothing_of_the_frame() {
    let Some((display, painter)) = desktop() else {
        return;
    };
    let choice = Choosing::start(&display, &painter);
    display.xdotool("mousemove 300 200 mousedown 1 mousemove 350 260 mousemove 419 279");
    // The frame has come, and the hint has gone.
    painter.wait_for_windows(8, &choice.before);
    assert_eq!(colour(&painter, 299, 240), [0x0F, 0x6B, 0x5C], "the line");
    assert_eq!(colour(&painter, 297, 240), [0xFF; 3], "the hairline");
    assert_eq!(colour(&painter, 300, 240), RED, "the area itself is free");
    display.xdotool("mouseup 1");
    let screenshot = choice.scanner.sees();
    assert_eq!(screenshot.said, ["Shot(144x104+288+188)"]);
    assert_eq!(
        red(&screenshot.pictures[0], 144),
        Some((MARGIN, MARGIN, 120, 80))
    );
    painter.wait_for_windows(0, &choice.before);
}

#[test]
fn a_drag_the_other_way_and_over_the_edge_stays_on_the_screen() {
    let Some((display, painter)) = desktop() else {
        return;
    };
    let choice = Choosing::start(&display, &painter);
    display.xdotool("mousemove 60 50 mousedown 1 mousemove 30 30 mousemove 0 0 mouseup 1");
    assert_eq!(choice.scanner.says(), "Shot(73x63+0+0)");
}

#[test]
fn escape_the_right_button_and_a_click_cancel() {
    let Some((display, painter)) = desktop() else {
        return;
    };
    for cancelling in [
        "key Escape",
        "click 3",
        "click 1",
        "mousedown 1 mousemove 300 300 key Escape mouseup 1",
        "mousedown 1 mousemove 300 300 click 3 mouseup 1",
    ] {
        let choice = Choosing::start(&display, &painter);
        display.xdotool(cancelling);
        assert_eq!(choice.scanner.says(), "cancelled", "{cancelling}");
        painter.wait_for_windows(0, &choice.before);
    }
}

#[test]
fn keys_choose_without_a_mouse() {
    let Some((display, painter)) = desktop() else {
        return;
    };
    for (keys, expected) in [
        // The monitor under the pointer, which is the second one.
        ("Return", "Shot(412x600+388+0)"),
        // A square in its middle, with the margin.
        ("Right Return", "Shot(157x157+521+221)"),
        ("Right Left Left Up KP_Enter", "Shot(157x157+473+197)"),
        (
            "Right shift+Right shift+Down ctrl+Down Return",
            "Shot(181x181+521+222)",
        ),
    ] {
        let choice = Choosing::start(&display, &painter);
        display.xdotool(&format!("mousemove 700 500 key {keys}"));
        assert_eq!(choice.scanner.says(), expected, "{keys}");
    }
}

#[test]
fn the_key_that_began_it_does_not_end_it() {
    let Some((display, painter)) = desktop() else {
        return;
    };
    display.xdotool("keydown Return");
    let choice = Choosing::start(&display, &painter);
    display.xdotool("keyup Return key Escape");
    assert_eq!(choice.scanner.says(), "cancelled");
}

#[test]
fn the_hint_makes_way_for_the_pointer() {
    let Some((display, painter)) = desktop() else {
        return;
    };
    let plate = [20, 30, 40];
    let choice = Choosing::start(&display, &painter);
    let (middle, upper, lower) = (200, 24 + 10, 600 - 24 - 10);
    assert_eq!(colour(&painter, middle, upper), plate);
    assert_eq!(
        colour(&painter, middle + 400, upper),
        plate,
        "on each monitor"
    );
    let corner = middle - HINT.0 as i16 / 2;
    assert_eq!(colour(&painter, corner, 24), GREY, "its corner is cut out");
    display.xdotool("mousemove 200 40");
    crate::buses::until(|| colour(&painter, middle, lower) == plate);
    assert_eq!(colour(&painter, middle, upper), GREY);
    display.xdotool("key Escape");
    assert_eq!(choice.scanner.says(), "cancelled");
}

#[test]
fn on_the_second_screen_of_a_server_the_area_is_that_of_the_second() {
    let Some(display) = Display::with_screens(&["640x480x24", "800x600x24"]) else {
        return;
    };
    let painter = display.painter();
    painter.ground(1, GREY);
    painter.fill(painter.screen(1), RED, CODE);
    if !can_move() {
        return;
    }
    let choice = Choosing::start(&display, &painter);
    let second = painter.screen(1).root;
    painter
        .connection
        .warp_pointer(x11rb::NONE, second, 0, 0, 0, 0, 300, 200)
        .unwrap();
    painter.sync();
    display.xdotool("mousedown 1 mousemove_relative 60 40 mousemove_relative 59 39 mouseup 1");
    let screenshot = choice.scanner.sees();
    assert_eq!(screenshot.said, ["Shot(144x104+288+188)"]);
    assert_eq!(
        red(&screenshot.pictures[0], 144),
        Some((MARGIN, MARGIN, 120, 80))
    );
}

#[test]
fn an_open_menu_is_waited_for_and_one_that_stays_is_told() {
    let Some((display, painter)) = desktop() else {
        return;
    };
    hold(&painter);
    let before = painter.seen();
    assert_eq!(look("area", &display).said, ["screen_busy"]);
    assert_eq!(painter.seen(), before);
    let scanner = Scanner::start("area", &[("DISPLAY", &display.name)]);
    painter
        .connection
        .ungrab_pointer(x11rb::CURRENT_TIME)
        .unwrap();
    painter.sync();
    painter.wait_for_windows(2, &before);
    display.xdotool("key Escape");
    assert_eq!(scanner.says(), "cancelled");
}

#[test]
fn who_does_not_come_is_not_waited_for() {
    let Some((display, painter)) = desktop() else {
        return;
    };
    let before = painter.seen();
    let scanner = Scanner::hasty("area", 100, &[("DISPLAY", &display.name)]);
    assert_eq!(scanner.says(), "screen_timed_out");
    painter.wait_for_windows(0, &before);
}

#[test]
fn a_server_that_goes_in_the_middle_of_a_drag_is_an_error() {
    let Some((mut display, painter)) = desktop() else {
        return;
    };
    let choice = Choosing::start(&display, &painter);
    display.xdotool("mousemove 300 200 mousedown 1 mousemove 350 260");
    painter.wait_for_windows(8, &choice.before);
    display.end();
    assert_eq!(choice.scanner.says(), "screen_failed");
}

/// A grey screen of two monitors, side by side, with something red. `None` where the programs for it are missing.
fn desktop() -> Option<(Display, Painter)> {
    let display = Display::with_screens(&["800x600x24"]).filter(|_| can_move())?;
    let painter = display.painter();
    painter.ground(0, GREY);
    painter.fill(painter.screen(0), RED, CODE);
    painter.monitors(&[(0, 0, 400, 600), (400, 0, 400, 600)]);
    // Not over a hint.
    display.xdotool("mousemove 200 300");
    Some((display, painter))
}

/// An area that is being chosen: the hints are on all monitors.
struct Choosing {
    scanner: Scanner,
    before: Vec<u32>,
}

impl Choosing {
    fn start(display: &Display, painter: &Painter) -> Self {
        let before = painter.seen();
        let scanner = Scanner::start("area", &[("DISPLAY", &display.name)]);
        painter.wait_for_windows(2, &before);
        Self { scanner, before }
    }
}

fn look(task: &str, display: &Display) -> Screenshot {
    Scanner::start(task, &[("DISPLAY", &display.name)]).sees()
}

/// Takes the mouse, as an open menu does.
fn hold(painter: &Painter) {
    let (now, nothing, mode) = (x11rb::CURRENT_TIME, x11rb::NONE, GrabMode::ASYNC);
    let root = painter.screen(0).root;
    let events = EventMask::BUTTON_PRESS;
    let grab = painter
        .connection
        .grab_pointer(false, root, events, mode, mode, nothing, nothing, now);
    assert_eq!(grab.unwrap().reply().unwrap().status, GrabStatus::SUCCESS);
}

/// Where it is red, if that is a rectangle and everything else is grey or as good as.
fn red(picture: &[u8], width: usize) -> Option<Place> {
    let is_red = |pixel: &[u8]| pixel[2] > 0xF0 && pixel[0] < 0x10 && pixel[1] < 0x10;
    let is_grey = |pixel: &[u8]| pixel[..3].iter().all(|it| it.abs_diff(GREY[0]) < 8);
    let pixels = picture.chunks_exact(4).enumerate();
    let places = pixels.clone().filter(|(_, pixel)| is_red(pixel));
    let places: Vec<_> = places.map(|(at, _)| (at % width, at / width)).collect();
    let (left, right) = (
        places.iter().map(|it| it.0).min()?,
        places.iter().map(|it| it.0).max()?,
    );
    let (top, bottom) = (places.first()?.1, places.last()?.1);
    let (wide, high) = (right - left + 1, bottom - top + 1);
    assert_eq!(places.len(), wide * high, "the red is whole");
    let other = pixels
        .filter(|(_, pixel)| !is_red(pixel) && !is_grey(pixel))
        .count();
    assert_eq!(other, 0, "there is nothing else");
    Some((left as i16, top as i16, wide as u16, high as u16))
}

/// Red, green and blue of a place on the first screen.
fn colour(painter: &Painter, x: i16, y: i16) -> [u8; 3] {
    let root = painter.screen(0).root;
    let image = painter
        .connection
        .get_image(ImageFormat::Z_PIXMAP, root, x, y, 1, 1, u32::MAX);
    let data = image.unwrap().reply().unwrap().data;
    [data[2], data[1], data[0]]
}
