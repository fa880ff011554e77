//! Stands in for `stancemap::geo::cut_at_antimeridian`: rings with at most two crossings.

use stancemap::geo::{LonLat, Polygon};

pub(super) fn cut_at_antimeridian(polygons: &[Polygon], _center: f64) -> Vec<Polygon> {
    let mut out = Vec::new();
    for ring in polygons.iter().flat_map(|p| &p.rings) {
        let mut line: Vec<(f64, f64)> = Vec::new();
        for p in ring {
            let mut lon = p.lon;
            if let Some((last, _)) = line.last() {
                lon -= ((lon - last) / 360.0).round() * 360.0;
            }
            line.push((lon, p.lat));
        }
        let (Some(first), Some(last)) = (line.first().copied(), line.last().copied()) else {
            continue;
        };
        if (last.0 - first.0).abs() > 1.0 {
            // Around a pole: the seam is where the ring starts and ends.
            let pole = 90.0_f64.copysign(first.1);
            line.push((last.0, pole));
            line.push((first.0, pole));
            line.push(first);
        }
        for turn in [-360.0, 0.0, 360.0] {
            let shifted: Vec<_> = line.iter().map(|(x, y)| (x + turn, *y)).collect();
            let west = clip(&shifted, |x| x + 180.0, -180.0);
            let piece = clip(&west, |x| 180.0 - x, 180.0);
            if piece.len() > 3 {
                let ring = piece
                    .iter()
                    .map(|&(lon, lat)| LonLat { lon, lat })
                    .collect();
                out.push(Polygon { rings: vec![ring] });
            }
        }
    }
    out
}

fn clip(ring: &[(f64, f64)], inside: impl Fn(f64) -> f64, edge: f64) -> Vec<(f64, f64)> {
    let mut out = Vec::new();
    for (a, b) in ring.iter().zip(ring.iter().skip(1)) {
        let (da, db) = (inside(a.0), inside(b.0));
        if da >= 0.0 {
            out.push(*a);
        }
        if da * db < 0.0 {
            out.push((edge, a.1 + (b.1 - a.1) * da / (da - db)));
        }
    }
    out.extend(out.first().copied());
    out
}
