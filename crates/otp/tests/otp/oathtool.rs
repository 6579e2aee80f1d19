//! Codes against those of `oathtool` (OATH Toolkit).

use std::io::Write;
use std::process::{Command, Stdio};

use keyrack_otp::{Algorithm, Kind, Otp, Secret};

/// Codes that one run of `oathtool` gives: that of the counter and of those after it.
const CODES_A_RUN: u64 = 3;
const RUNS: u64 = 1_000;

#[test]
fn codes_of_a_thousand_random_factors_are_those_of_oathtool() {
    if Command::new("oathtool").arg("--version").output().is_err() {
        crate::skipped("oathtool is not installed");
        return;
    }
    let mut random = SplitMix64(0x6b65_7972_6163_6b00);
    for _ in 0..RUNS {
        // Beyond 64 and 128 bytes HMAC hashes the key first.
        let length = random.between(10, 160) as usize;
        let secret = (0..length).map(|_| random.next() as u8).collect();
        let secret = Secret::from_bytes(secret).unwrap();
        let digits = random.between(6, 8);
        let counter = random.next() >> random.between(1, 63);
        if random.between(0, 3) == 0 {
            let otp = Otp::new(Kind::Hotp, secret, Algorithm::Sha1, digits as u8, 30).unwrap();
            let expected = oathtool(&otp, &["--hotp".into(), format!("--counter={counter}")]);
            let codes: Vec<_> = (counter..)
                .take(expected.len())
                .map(|c| otp.code_for(c).to_owned())
                .collect();
            assert_eq!(codes, expected, "{otp:?} from {counter}");
        } else {
            let algorithms = [Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512];
            let algorithm = algorithms[random.between(0, 2) as usize];
            let period = random.between(1, 120);
            // To the year 4000, which oathtool's reader of dates takes on every system.
            let time = random.between(0, 64_000_000_000);
            let otp = Otp::new(Kind::Totp, secret, algorithm, digits as u8, period as u32).unwrap();
            let expected = oathtool(
                &otp,
                &[
                    format!("--totp={}", algorithm.as_str()),
                    format!("--time-step-size={period}s"),
                    format!("--now=@{time}"),
                ],
            );
            let times = (0..expected.len() as u64).map(|step| time + step * period);
            let codes: Vec<_> = times
                .map(|time| otp.code_at(time).unwrap().to_owned())
                .collect();
            assert_eq!(codes, expected, "{otp:?} at {time}");
        }
    }
}

fn oathtool(otp: &Otp, arguments: &[String]) -> Vec<String> {
    let mut child = Command::new("oathtool")
        .args(["--base32", &format!("--digits={}", otp.digits())])
        .arg(format!("--window={}", CODES_A_RUN - 1))
        .args(arguments)
        .arg("-")
        .env("TZ", "UTC")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Taken out, so that it is closed before the wait for the end.
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "{}", *otp.secret().to_base32()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "oathtool failed for {otp:?} {arguments:?}"
    );
    let codes: Vec<_> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    assert_eq!(codes.len() as u64, CODES_A_RUN, "{arguments:?}");
    codes
}

/// Steele, Lea and Flood's generator: the same cases in every run.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }
}
