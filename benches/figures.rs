//! What the measuring programs have in common.

use std::time::{Duration, Instant};

/// Runs something `RUNS` times, and prints the median and the slowest.
pub fn report<const RUNS: usize>(what: &str, mut run: impl FnMut()) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let begin = Instant::now();
            run();
            begin.elapsed()
        })
        .collect();
    times.sort();
    println!(
        "{:>9.3} ms ({:>8.3})  {what}",
        milliseconds(times[RUNS / 2]),
        milliseconds(times[RUNS - 1])
    );
}

pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
