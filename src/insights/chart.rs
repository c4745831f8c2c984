//! Numbers by week -> a chart as SVG, without a script.

use std::fmt::Write;

const WIDTH: usize = 360;
const HEIGHT: usize = 140;
/// Room for the numbers at the left and the dates below.
const LEFT: usize = 52;
const BELOW: usize = 22;
/// How many dates stand below at most.
const DATES: usize = 4;
/// How wide a date is.
const DATE: usize = 64;

/// Bars, one a week, each with a part of it in a second colour. `title` is what those hear who don't see it.
pub(super) fn bars(title: &str, weeks: &[(&str, u64, u64)], whole: &str, part: &str) -> String {
    let most = weeks.iter().map(|(_, number, _)| *number).max().unwrap_or(0);
    let top = round_up(most);
    let mut svg = format!(
        "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 {WIDTH} {}\" aria-label=\"{title}\">\n",
        HEIGHT + BELOW
    );
    for line in [top, top / 2, 0] {
        let y = HEIGHT - height(line, top);
        let _ = writeln!(
            svg,
            "<line class=\"rule\" x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{y}\" y2=\"{y}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"end\">{line}</text>",
            LEFT - 6,
            (y + 4).max(12)
        );
    }
    let count = weeks.len().max(1);
    let step = ((WIDTH - LEFT) * 100 / count).max(1);
    let every = count.div_ceil(DATES);
    for (place, (week, number, inside)) in weeks.iter().enumerate() {
        let x = LEFT * 100 + place * step + step / 8;
        let width = hundredths((step * 3 / 4).min(6400));
        let _ = writeln!(svg, "<g><title>{week}: {number} {whole}, {inside} {part}</title>");
        for (class, number) in [("whole", *number), ("part", *inside)] {
            let (size, x) = (height(number, top), hundredths(x));
            let y = HEIGHT - size;
            let _ = writeln!(svg, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{size}\"/>");
        }
        svg.push_str("</g>\n");
        if place % every == 0 && x <= (WIDTH - DATE) * 100 {
            let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\">{week}</text>", hundredths(x), HEIGHT + 16);
        }
    }
    svg + "</svg>\n"
}

/// `1250` -> `12.50`.
fn hundredths(number: usize) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}

/// How high a bar is; whatever is there can be seen.
fn height(number: u64, top: u64) -> usize {
    let height = (number * HEIGHT as u64).checked_div(top).unwrap_or(0);
    usize::try_from(height.max(u64::from(number > 0))).unwrap_or(HEIGHT)
}

/// The next even number that begins with one digit or half of it: 1 -> 2, 13 -> 14, 734 -> 740.
fn round_up(number: u64) -> u64 {
    let unit = (number / 20).checked_ilog10().map_or(1, |digits| 10_u64.pow(digits));
    number.div_ceil(2 * unit).max(1) * 2 * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_at_a_round_number() {
        for (number, expected) in [(0, 2), (1, 2), (13, 14), (199, 200), (734, 740), (99_999, 100_000)] {
            assert_eq!(round_up(number), expected, "{number}");
        }
    }

    #[test]
    fn a_bar_is_as_high_as_its_number() {
        assert_eq!([height(0, 10), height(1, 100_000), height(5, 10), height(10, 10)], [0, 1, HEIGHT / 2, HEIGHT]);
        let chart = bars("Searches by week", &[("2026-11-16", 10, 5), ("2026-11-23", 0, 0)], "searches", "failed");
        assert!(chart.contains("<title>2026-11-16: 10 searches, 5 failed</title>"), "{chart}");
        assert_eq!(chart.matches("<rect ").count(), 4);
    }
}
