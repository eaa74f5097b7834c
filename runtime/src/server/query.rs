//! Takes query strings apart.

use super::percent;
use std::borrow::Cow;

/// The parameters of a query string, in order: the names, and the values as they came. The same name may stand there
/// several times.
pub(super) struct Query<'q>(Vec<(Cow<'q, str>, &'q str)>);

impl<'q> Query<'q> {
    /// Reads a query string as forms and browsers write it: a plus is a space.
    ///
    /// A name that cannot be decoded is left out, for nobody can ask for it.
    pub(super) fn parse(text: &'q str) -> Self {
        let pieces = text.split('&').filter(|piece| !piece.is_empty());
        let pairs = pieces.map(|piece| piece.split_once('=').unwrap_or((piece, "")));
        Self(pairs.filter_map(|(name, value)| Some((decode(name).ok()?, value))).collect())
    }

    /// Returns all values of a name.
    ///
    /// # Errors
    ///
    /// Fails with what is wrong with one that cannot be decoded.
    pub(super) fn all(&self, name: &str) -> Result<Vec<Cow<'q, str>>, &'static str> {
        let pairs = self.0.iter().filter(|(key, _)| key == name);
        pairs.map(|(_, value)| decode(value)).collect()
    }
}

fn decode(text: &str) -> Result<Cow<'_, str>, &'static str> {
    if text.contains('+') {
        let decoded = percent::decode(&text.replace('+', " "))?.into_owned();
        return Ok(Cow::Owned(decoded));
    }
    percent::decode(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded_and_kept_in_order() {
        let query = Query::parse("a=1+2&b=%C3%BC%2B&a=&c&&%61=x%3Dy=z");
        let all = |name| query.all(name).expect("UTF-8");
        assert_eq!(all("a"), ["1 2", "", "x=y=z"]);
        assert_eq!(all("b"), ["ü+"]);
        assert_eq!(all("c"), [""]);
        assert!(all("d").is_empty());
    }

    #[test]
    fn what_is_not_utf8_matters_only_to_who_asks_for_it() {
        let query = Query::parse("a=1&b=%FF&%FF=2");
        assert_eq!(query.all("a").expect("UTF-8"), ["1"]);
        assert_eq!(query.all("b"), Err("not UTF-8"));
    }
}
