//! How packages become modules: versions side by side, packages that import each other, one from another crate.

use aspyx::Uuid;
use aspyx_tests::running::Running;
use aspyx_tests::{conformance, left, right, shop};
use common_api::common::v1::{Currency, Money};

/// One package and what it uses, taken in on its own.
mod chosen {
    aspyx::include_svc!("shop.v2");
}

#[test]
fn a_chosen_package_brings_what_it_uses() {
    let was = chosen::shop::v1::Product::new(Uuid::nil(), "old".to_owned());
    let product = chosen::shop::v2::Product { id: Uuid::nil(), name: "new".to_owned(), was: Some(was) };
    assert_eq!(product.was.map(|was| was.title).as_deref(), Some("old"));
}

#[test]
fn packages_may_import_each_others_types() {
    let inner = left::v1::Left { rights: vec![right::v1::Right { left: None }] };
    let outer = right::v1::Right { left: Some(inner) };
    let error = left::v1::LeftsGetError::from(right::v1::Broken { by: outer.left.expect("it has one") });
    assert!(error.to_string().contains("Broken"), "{error}");
}

#[test]
fn a_package_may_come_from_another_crate() {
    let error = conformance::v1::TypesPriceError::from(common_api::common::v1::TooExpensive {
        price: Money { amount: 1.into(), currency: Currency::Usd },
    });
    assert!(matches!(error, conformance::v1::TypesPriceError::TooExpensive(_)));
}

struct Catalog;

impl shop::v1::Catalog for Catalog {
    async fn get(&self, id: Uuid) -> Result<shop::v1::Product, aspyx::Error> {
        Ok(shop::v1::Product { id, title: "one".to_owned() })
    }
}

impl shop::v2::Catalog for Catalog {
    async fn get(&self, id: Uuid) -> Result<shop::v2::Product, aspyx::Error> {
        let was = shop::v1::Catalog::get(self, id).await?;
        Ok(shop::v2::Product { id, name: "two".to_owned(), was: Some(was) })
    }
}

#[tokio::test]
async fn two_versions_live_side_by_side() {
    let running = Running::host(|server| {
        let first = shop::v1::Shop::builder().catalog(Catalog).build();
        server.component(first).component(shop::v2::Shop::builder().catalog(Catalog).build())
    })
    .await;
    for channel in ["local", "dispatch-json"] {
        let first = running.client::<shop::v1::CatalogClient>(channel);
        let second = running.client::<shop::v2::CatalogClient>(channel);
        let old = shop::v1::Catalog::get(&first, Uuid::max()).await.expect("version 1 answers");
        let new = shop::v2::Catalog::get(&second, Uuid::max()).await.expect("version 2 answers");
        assert_eq!((old.title.as_str(), new.name.as_str()), ("one", "two"), "over {channel}");
        assert_eq!(new.was, Some(old), "over {channel}");
    }
    running.stop().await.expect("the server ends well");
}
