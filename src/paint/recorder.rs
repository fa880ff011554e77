//! A surface that remembers its calls, for tests of what is painted and in which order.

use super::Surface;
use crate::error::Result;
use crate::scene::{Area, Disc, Rect, Scene, Strokes, Text};

/// One call on a [`Surface`].
#[derive(Debug, Clone, PartialEq)]
pub enum Call {
    /// Width and height in CSS px.
    Begin(f64, f64),
    /// The group's name.
    BeginGroup(String),
    /// The end of the group.
    EndGroup,
    /// Filled polygons.
    Area(Area),
    /// Lines.
    Strokes(Strokes),
    /// A disc.
    Disc(Disc),
    /// A rectangle.
    Rect(Rect),
    /// A line of text.
    Text(Text),
    /// The end of the scene.
    End,
}

/// A [`Surface`] that keeps every call.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Recorder {
    /// In the order they came.
    pub calls: Vec<Call>,
}

impl Recorder {
    fn push(&mut self, call: Call) -> Result<()> {
        self.calls.push(call);
        Ok(())
    }
}

impl Surface for Recorder {
    fn begin(&mut self, scene: &Scene) -> Result<()> {
        self.push(Call::Begin(scene.width, scene.height))
    }
    fn begin_group(&mut self, name: &str) -> Result<()> {
        self.push(Call::BeginGroup(name.to_owned()))
    }
    fn end_group(&mut self) -> Result<()> {
        self.push(Call::EndGroup)
    }
    fn area(&mut self, area: &Area) -> Result<()> {
        self.push(Call::Area(area.clone()))
    }
    fn strokes(&mut self, strokes: &Strokes) -> Result<()> {
        self.push(Call::Strokes(strokes.clone()))
    }
    fn disc(&mut self, disc: &Disc) -> Result<()> {
        self.push(Call::Disc(disc.clone()))
    }
    fn rect(&mut self, rect: &Rect) -> Result<()> {
        self.push(Call::Rect(rect.clone()))
    }
    fn text(&mut self, text: &Text) -> Result<()> {
        self.push(Call::Text(text.clone()))
    }
    fn end(&mut self) -> Result<()> {
        self.push(Call::End)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paint::paint;
    use crate::scene::{Color, Group, Item};

    #[test]
    fn groups_enclose_their_items_in_painting_order() {
        let rect = Rect {
            x: 1.0,
            y: 2.0,
            width: 3.0,
            height: 4.0,
            fill: Color::hex(0x0b4f6c),
        };
        let group = |name, items| Group { name, items };
        let scene = Scene {
            width: 320.0,
            height: 200.0,
            title: String::new(),
            description: String::new(),
            lang: String::new(),
            paper: Some(Color::hex(0xffffff)),
            groups: vec![
                group("sea", vec![]),
                group("legend", vec![Item::Rect(rect.clone())]),
            ],
        };
        let mut recorder = Recorder::default();
        paint(&scene, &mut recorder).unwrap();
        let expected = [
            Call::Begin(320.0, 200.0),
            Call::BeginGroup("sea".into()),
            Call::EndGroup,
            Call::BeginGroup("legend".into()),
            Call::Rect(rect),
            Call::EndGroup,
            Call::End,
        ];
        assert_eq!(recorder.calls, expected);
    }
}
