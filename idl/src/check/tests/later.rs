use super::shop;
use crate::catalogue;

#[test]
fn containers_of_a_later_version_are_refused() {
    shop("service A { fn a() -> stream<i32>; }").finds(catalogue::UNSUPPORTED_TYPE, "stream<i32>");
    shop("service A { fn a() -> page<i32>; }").finds(catalogue::UNSUPPORTED_TYPE, "page<i32>");
    shop("struct A { a: page }").finds(catalogue::UNSUPPORTED_TYPE, "page");
    shop("type A = list<stream<i32>>;").finds(catalogue::UNSUPPORTED_TYPE, "stream<i32>");
}
