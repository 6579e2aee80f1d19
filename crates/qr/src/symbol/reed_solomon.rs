//! Reed-Solomon codes over GF(256), with the polynomial of QR codes.

use std::sync::OnceLock;

/// Corrects a block in place, whose last `check` bytes are the check bytes. `erased` are places that are known to be
/// doubtful: each costs one check byte, an error at an unknown place two.
///
/// Gives how many other bytes were wrong, or `None` when that is more than the check bytes less `spare` can correct.
///
/// In one piece, because each step goes on with all polynomials of the steps before.
pub(super) fn correct(
    block: &mut [u8],
    check: usize,
    erased: &[usize],
    spare: usize,
) -> Option<usize> {
    let length = block.len();
    let syndromes: Vec<u8> = (0..check)
        .map(|root| evaluate(block, power(root)))
        .collect();
    if syndromes.iter().all(|&value| value == 0) {
        return Some(0);
    }
    if erased.len() + spare > check {
        return None;
    }
    // The locator begins with the places that are known and grows by those that are not (Berlekamp and Massey).
    let mut locator = vec![1u8];
    for &place in erased {
        locator = times_linear(&locator, power(length - 1 - place));
    }
    let known = erased.len();
    let mut previous = locator.clone();
    let mut degree = known;
    for step in known..check {
        previous.insert(0, 0);
        let mut discrepancy = 0;
        for (index, &factor) in locator.iter().enumerate().take(step + 1) {
            discrepancy ^= multiply(factor, syndromes[step - index]);
        }
        if discrepancy == 0 {
            continue;
        }
        let mut next = locator.clone();
        next.resize(next.len().max(previous.len()), 0);
        for (to, &from) in next.iter_mut().zip(&previous) {
            *to ^= multiply(discrepancy, from);
        }
        if 2 * degree <= step + known {
            degree = step + 1 + known - degree;
            let inverse = invert(discrepancy);
            previous = locator
                .iter()
                .map(|&value| multiply(value, inverse))
                .collect();
        }
        locator = next;
    }
    while locator.last() == Some(&0) {
        locator.pop();
    }
    let found = locator.len() - 1;
    let unknown = found.checked_sub(known)?;
    if 2 * unknown + known + spare > check {
        return None;
    }
    // What is wrong there: Forney's formula.
    let mut evaluator = vec![0u8; check];
    for (index, value) in evaluator.iter_mut().enumerate() {
        for (power, &factor) in locator.iter().enumerate().take(index + 1) {
            *value ^= multiply(factor, syndromes[index - power]);
        }
    }
    let mut places = 0;
    for (place, byte) in block.iter_mut().enumerate() {
        let root = power(255 - (length - 1 - place) % 255);
        if horner(&locator, root) != 0 {
            continue;
        }
        places += 1;
        let mut slope = 0;
        for (index, &factor) in locator.iter().enumerate().skip(1).step_by(2) {
            slope ^= multiply(factor, power_of(root, index - 1));
        }
        if slope == 0 {
            return None;
        }
        let value = multiply(horner(&evaluator, root), invert(slope));
        *byte ^= multiply(value, power(length - 1 - place));
    }
    let sound = places == found && (0..check).all(|root| evaluate(block, power(root)) == 0);
    sound.then_some(unknown)
}

/// The check bytes of these data.
#[cfg(test)]
fn check_bytes(data: &[u8], check: usize) -> Vec<u8> {
    let mut generator = vec![1u8];
    for root in 0..check {
        let mut next = vec![0; generator.len() + 1];
        for (index, &factor) in generator.iter().enumerate() {
            next[index] ^= factor;
            next[index + 1] ^= multiply(factor, power(root));
        }
        generator = next;
    }
    let mut rest = vec![0u8; check];
    for &byte in data {
        let lead = byte ^ rest[0];
        rest.rotate_left(1);
        rest[check - 1] = 0;
        for (to, &factor) in rest.iter_mut().zip(&generator[1..]) {
            *to ^= multiply(lead, factor);
        }
    }
    rest
}

/// A polynomial times (1 + factor·x), the lowest power first.
fn times_linear(polynomial: &[u8], factor: u8) -> Vec<u8> {
    let mut product = polynomial.to_vec();
    product.push(0);
    for (index, &value) in polynomial.iter().enumerate() {
        product[index + 1] ^= multiply(value, factor);
    }
    product
}

/// A polynomial with the highest power first, at a place.
fn evaluate(polynomial: &[u8], at: u8) -> u8 {
    polynomial
        .iter()
        .fold(0, |sum, &factor| multiply(sum, at) ^ factor)
}

/// A polynomial with the lowest power first, at a place.
fn horner(polynomial: &[u8], at: u8) -> u8 {
    polynomial
        .iter()
        .rev()
        .fold(0, |sum, &factor| multiply(sum, at) ^ factor)
}

fn power_of(base: u8, exponent: usize) -> u8 {
    if base == 0 {
        return u8::from(exponent == 0);
    }
    power(usize::from(tables().log[usize::from(base)]) * exponent % 255)
}

fn power(exponent: usize) -> u8 {
    tables().exp[exponent % 255]
}

fn multiply(a: u8, b: u8) -> u8 {
    if a == 0 || b == 0 {
        return 0;
    }
    let tables = tables();
    tables.exp[usize::from(tables.log[usize::from(a)]) + usize::from(tables.log[usize::from(b)])]
}

/// One over a number that is not zero.
fn invert(a: u8) -> u8 {
    power(255 - usize::from(tables().log[usize::from(a)]))
}

struct Tables {
    exp: [u8; 510],
    log: [u8; 256],
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Tables {
            exp: [0; 510],
            log: [0; 256],
        };
        let mut value = 1u32;
        for exponent in 0..255u8 {
            tables.exp[usize::from(exponent)] = value as u8;
            tables.exp[usize::from(exponent) + 255] = value as u8;
            tables.log[value as usize] = exponent;
            value <<= 1;
            if value > 255 {
                value ^= 0x11d;
            }
        }
        tables
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn errors_and_erasures_within_the_check_bytes_are_corrected(
            data in prop::collection::vec(any::<u8>(), 1..120),
            half in 1..15usize,
            noise in prop::collection::vec((any::<prop::sample::Index>(), 1..=255u8), 0..30),
            erasures in 0..30usize,
        ) {
            let check = 2 * half;
            let mut block = data.clone();
            block.extend(check_bytes(&data, check));
            let right = block.clone();
            let mut places: Vec<usize> = Vec::new();
            for (index, flip) in noise {
                let place = index.index(block.len());
                let known = places.len() < erasures;
                let room = if known { 1 } else { 2 };
                let cost: usize = (0..places.len()).map(|i| if i < erasures { 1 } else { 2 }).sum();
                if !places.contains(&place) && cost + room <= check {
                    block[place] ^= flip;
                    places.push(place);
                }
            }
            let (erased, unknown) = places.split_at(erasures.min(places.len()));
            let corrected = correct(&mut block, check, erased, 0);
            prop_assert_eq!(&block, &right);
            prop_assert!(corrected == Some(unknown.len()) || erased.is_empty() && unknown.is_empty());
        }

        #[test]
        fn what_is_corrected_is_a_code_word(mut block in prop::collection::vec(any::<u8>(), 20..200), half in 1..10usize) {
            if correct(&mut block, 2 * half, &[], 0).is_some() {
                let data = &block[..block.len() - 2 * half];
                prop_assert_eq!(check_bytes(data, 2 * half), &block[block.len() - 2 * half..]);
            }
        }
    }
}
