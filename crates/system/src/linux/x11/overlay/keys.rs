//! What the keys of the keyboard mean here, whatever its layout.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, Keysym};

use crate::screen::{Key, ScreenError};

/// The symbols on all keys.
pub struct Keys {
    first: u8,
    symbols: Vec<Keysym>,
    per_key: usize,
}

impl Keys {
    pub fn read(connection: &impl Connection) -> Result<Self, ScreenError> {
        let setup = connection.setup();
        let first = setup.min_keycode;
        let count = setup.max_keycode.saturating_sub(first).saturating_add(1);
        let mapping = connection.get_keyboard_mapping(first, count)?.reply()?;
        Ok(Self {
            first,
            symbols: mapping.keysyms,
            per_key: mapping.keysyms_per_keycode.into(),
        })
    }

    /// What the key with this number means, if anything.
    pub fn meaning(&self, code: u8) -> Option<Key> {
        let place = usize::from(code.checked_sub(self.first)?) * self.per_key;
        let symbols = self.symbols.get(place..place + self.per_key)?;
        symbols.iter().find_map(|symbol| meaning(*symbol))
    }
}

/// The numbers are those of `keysymdef.h`: of the key itself, and of the same on the keypad.
const fn meaning(symbol: Keysym) -> Option<Key> {
    Some(match symbol {
        0xFF51 | 0xFF96 => Key::Arrow(-1, 0),
        0xFF52 | 0xFF97 => Key::Arrow(0, -1),
        0xFF53 | 0xFF98 => Key::Arrow(1, 0),
        0xFF54 | 0xFF99 => Key::Arrow(0, 1),
        0xFF0D | 0xFF8D => Key::Take,
        0xFF1B => Key::Cancel,
        _ => return None,
    })
}
