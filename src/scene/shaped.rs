//! The figure in a picture of a given shape, as feeds and stories ask for: as large as it fits, with less round the
//! map where there is no room.

use super::card;
use super::figure::{parts, Frame};
use super::figure_text::{figure_text, page_text, FigureText};
use super::layout::Layout;
use super::map::compose_map_in;
use super::options::Options;
use super::panels::{Arrangement, Panels};
use super::theme::Theme;
use super::Scene;
use crate::map::StanceMap;

/// A picture this many times as wide as high, or wider, has its counts beside the map.
const LANDSCAPE: f64 = 1.3;
/// Width of a figure that is laid out below one another, CSS px: on the narrowest the type is largest; on the widest
/// notes are still read on a phone, which shows the picture about 390 px wide.
const NARROWEST: u32 = 340;
const WIDEST: u32 = 600;
/// Where all of it does not fit into that.
const SMALLEST_TYPE: u32 = 760;
const STEP: usize = 10;

/// What stands round the map, and whether there are insets.
#[derive(Debug, Clone, Copy)]
struct Content {
    footnotes: bool,
    insets: bool,
    subtitle: bool,
}

/// The fullest first. The document's note, whose borders are drawn and the source always stay; the description that
/// goes with the picture has the rest.
const CONTENTS: [Content; 4] = [
    Content {
        footnotes: true,
        insets: true,
        subtitle: true,
    },
    Content {
        footnotes: false,
        insets: true,
        subtitle: true,
    },
    Content {
        footnotes: false,
        insets: false,
        subtitle: true,
    },
    Content {
        footnotes: false,
        insets: false,
        subtitle: false,
    },
];

/// Composes the figure of `map` in the shape of a picture of `size_px`, width and height in any unit. The scene has
/// that shape; none if the words don't fit into it.
pub fn compose_in_shape(map: &StanceMap, theme: Theme, size_px: [f64; 2]) -> Option<Scene> {
    let [width, height] = size_px;
    let ratio = height / width;
    if !(ratio.is_finite() && ratio > 0.0) {
        return None;
    }
    if width >= height * LANDSCAPE {
        return card::compose_landscape(map, theme, ratio);
    }
    let within = |widest: u32| {
        CONTENTS.iter().find_map(|content| {
            let mut widths = (NARROWEST..=widest).step_by(STEP).map(f64::from);
            widths.find_map(|width_px| {
                let options = Options { width_px, theme };
                stacked(map, &options, width_px * ratio, content)
            })
        })
    };
    within(WIDEST).or_else(|| within(SMALLEST_TYPE))
}

/// The figure with everything below one another in a picture `room` CSS px high; none if it is higher.
fn stacked(map: &StanceMap, options: &Options, room: f64, content: &Content) -> Option<Scene> {
    let panels = panels(map, options.width_px, content);
    // Cheap, before the map is drawn: the words alone.
    let text = content.of(page_text(map, None));
    let planned = Frame::compose(parts(map, options, text, panels.size.1));
    if planned.scene.height > room {
        return None;
    }
    let scene = compose_map_in(map, options, panels);
    let text = || content.of(figure_text(map, &scene));
    let map_height = scene.scene.height;
    let frame = Frame::compose(parts(map, options, text(), map_height));
    let left = (room - frame.scene.height).floor();
    if left < 0.0 {
        return None;
    }
    // What is left parts the map from the words above and below it.
    let frame = Frame::compose(parts(map, options, text(), map_height + left));
    let figure = frame.around(scene.scene.groups, (left / 2.0).floor());
    Some(Scene {
        height: room,
        ..figure
    })
}

fn panels(map: &StanceMap, width_px: f64, content: &Content) -> Panels {
    let arrangement = Arrangement::of(map.document.insets, &map.style, width_px);
    let width = Layout::new(&map.style, width_px).map_width;
    Panels::new(map, arrangement.filter(|_| content.insets), width)
}

impl Content {
    /// What of a text it has.
    fn of(&self, text: FigureText) -> FigureText {
        FigureText {
            subtitle: text.subtitle.filter(|_| self.subtitle),
            footnotes: match self.footnotes {
                true => text.footnotes,
                false => Vec::new(),
            },
            ..text
        }
    }
}
