//! Any text, any size, any turn, either polarity.

use proptest::prelude::*;

use crate::canvas::{Canvas, Code, texts};

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_is_drawn_is_read(
        text in "[ -~]{1,120}|[0-9]{1,60}|\\PC{1,30}",
        module in 1.8f32..6.0,
        turned in 0.0f32..360.0,
        inverted in any::<bool>(),
        shift in (0.0f32..1.0, 0.0f32..1.0),
    ) {
        let side = (module * (keyrack_qr::draw(&text).unwrap().size() as f32 + 8.0) * 1.45) as usize + 4;
        let (dark, light) = if inverted { (255.0, 0.0) } else { (0.0, 255.0) };
        let middle = (side as f32 / 2.0 + shift.0, side as f32 / 2.0 + shift.1);
        let canvas = Canvas::new(side, side, light).code(Code { turned, dark, light, ..Code::new(&text, module, middle) });
        prop_assert_eq!(texts(&canvas.find()), [text]);
    }
}
