//! Types that more than one crate uses, generated here and nowhere else.

aspyx::include_svc!();
