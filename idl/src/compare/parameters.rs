//! Parameters: by position on the dispatch channels and in Rust, by place and name on the rest channel.

use super::members::Matches;
use super::numbers::Numbering;
use super::values::{Position, Slot};
use super::{Comparison, Site, kinds};
use crate::model::{Method, Parameter, Place};

impl Comparison<'_> {
    /// Compares the parameters of a method.
    pub(super) fn parameters(&self, method: &str, site: Site, old: &Method, new: &Method) {
        let (before, after) = (&old.parameters, &new.parameters);
        let matches = matches(before, after);
        let routed = old.route.is_some() && new.route.is_some();
        self.order(method, site, &matches, (before, after));
        for (a, b) in matches.both(before, after) {
            let site = Site::new(a.span, b.span, site.rest);
            let what = format!("parameter `{}` of {method}", b.name);
            self.slots(&what, Position::Parameter, site, (slot(a), slot(b)));
            if let Some(message) = place(&what, a, b).filter(|_| routed) {
                self.tell(kinds::PARAMETER_PLACE, site, message);
            }
        }
        self.numbers(Numbering::new(method, &new.reserved, &matches, before, after));
    }

    /// Tells of parameters that are gone, have come or have moved.
    fn order(&self, method: &str, site: Site, matches: &Matches, (old, new): (&[Parameter], &[Parameter])) {
        let tell = |kind, site, message| self.tell(kind, site, message);
        for parameter in matches.removed(old) {
            let message = format!("parameter `{}` of {method} is gone", parameter.name);
            tell(kinds::PARAMETERS_CHANGED, Site { old: Some(parameter.span), ..site }, message);
        }
        for (index, parameter) in new.iter().enumerate().filter(|(index, _)| matches.new[*index].is_none()) {
            let site = Site { new: Some(parameter.span), ..site };
            if index < old.len() || slot(parameter).is_required() {
                let message = format!("{method} has a new parameter `{}`", parameter.name);
                tell(kinds::PARAMETERS_CHANGED, site, format!("{message}, which callers do not pass there"));
            } else {
                tell(kinds::PARAMETER_ADDED, site, format!("{method} has a new last parameter `{}`", parameter.name));
            }
        }
        let only_moved = matches.old.iter().all(Option::is_some);
        let moved =
            matches.new.iter().zip(new).enumerate().find_map(|(index, (was, parameter))| {
                was.filter(|was| *was != index).map(|was| (&old[was], parameter))
            });
        if let Some((was, parameter)) =
            moved.filter(|_| only_moved && matches.new[..old.len()].iter().all(Option::is_some))
        {
            let message = format!("the parameters of {method} stand in another order");
            tell(kinds::PARAMETERS_CHANGED, Site::new(was.span, parameter.span, site.rest), message);
        }
    }
}

/// Puts parameters together by name; what is left in the same position was renamed, since names do not travel.
fn matches(old: &[Parameter], new: &[Parameter]) -> Matches {
    let mut matches = Matches::by_name(old, new);
    for index in 0..old.len().min(new.len()) {
        if matches.old[index].is_none() && matches.new[index].is_none() {
            matches.add(index, index);
        }
    }
    matches
}

/// Returns how the place of a parameter on the rest channel differs, if it does.
fn place(what: &str, old: &Parameter, new: &Parameter) -> Option<String> {
    let named = matches!(new.place, Place::Body | Place::BodyMember);
    if old.place == new.place && (!named || old.name == new.name) {
        return None;
    }
    Some(format!("{what} is {} now, was {}", found(new), found(old)))
}

/// Returns where a parameter is found on the rest channel, in words.
fn found(parameter: &Parameter) -> String {
    match &parameter.place {
        Place::Path => "in the path".to_owned(),
        Place::Query(name) => format!("`{name}` in the query"),
        Place::Header(name) => format!("the header `{name}`"),
        Place::Body => format!("the body `{}`", parameter.name),
        Place::BodyMember => format!("`{}` in the body", parameter.name),
    }
}

/// Returns what is known of the value of a parameter.
fn slot(parameter: &Parameter) -> Slot<'_> {
    Slot { ty: &parameter.ty, default: parameter.default.as_ref(), constraints: &parameter.constraints }
}
