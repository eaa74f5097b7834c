//! One model with a bit of everything, built by hand.

use super::*;
use aspyx_idl::model::*;
use aspyx_idl::model::Package;
use aspyx_idl::source::Span;

fn field(name: &str, ty: Type, default: Option<Value>, tag: u32) -> Field {
    let boxed = name == "parent";
    Field { name: name.into(), docs: None, ty, default, tag, boxed, span: Span::default() }
}

fn parameter(name: &str, ty: Type, default: Option<Value>, tag: u32, place: Place) -> Parameter {
    Parameter { name: name.into(), docs: None, ty, default, tag, place, span: Span::default() }
}

fn sample() -> Model {
    let span = Span::default();
    let package = PackageId(0);
    let product = || Type::Struct(StructId(0));
    let optional = |ty| Type::Optional(Box::new(ty));
    let list = |ty| Type::List(Box::new(ty));
    let status = Type::Enum(EnumId(0));
    let string = Type::Scalar(Scalar::String);
    let uuid = Type::Scalar(Scalar::Uuid);
    let variant = |name: &str, docs: Option<&str>, number| Variant { name: name.into(), docs: docs.map(Into::into), number, span };
    let throws = vec![Throw { error: ErrorId(0), tag: 3 }];
    let route = |path, slash| Some(Route { verb: Verb::Get, path, slash, status: 200 });
    let prefix = || vec![Segment::Literal("v1".into()), Segment::Literal("products".into())];
    let method = |name: &str, docs: Option<&str>, parameters, result, throws, route| Method {
        name: name.into(), docs: docs.map(Into::into), parameters, result, throws, route, span,
    };
    Model {
        packages: vec![Package {
            name: "shop.v1".into(), docs: Some("Product catalogue.".into()), imported: false,
            items: vec![ItemId::Enum(EnumId(0)), ItemId::Struct(StructId(0)), ItemId::Struct(StructId(1)), ItemId::Error(ErrorId(0)), ItemId::Service(ServiceId(0)), ItemId::Component(ComponentId(0))],
            uses: vec![], files: vec!["svc/shop.svc".into()],
        }],
        enums: vec![Enum { package, name: "Status".into(), docs: Some("Life of a product.".into()), span,
            variants: vec![variant("draft", None, 1), variant("active", Some("For sale."), 2)] }],
        structs: vec![Struct { package, name: "Product".into(), docs: Some("A product.".into()), span, fields: vec![
            field("id", uuid.clone(), None, 1), field("title", string.clone(), None, 2),
            field("price", optional(Type::Scalar(Scalar::Decimal)), None, 3),
            field("status", status.clone(), Some(Value::Variant(EnumId(0), 0)), 4),
            field("tags", list(string.clone()), Some(Value::List(vec![])), 5),
            field("parent", optional(product()), None, 6),
        ] },
        Struct { package, name: "Defaults".into(), docs: None, span, fields: vec![
            field("type", string.clone(), Some(Value::String("a \"b\"".into())), 1), 
            field("ratio", Type::Scalar(Scalar::F64), Some(Value::Float(1.0)), 2),
            field("names", list(string.clone()), Some(Value::List(vec![Value::String("x".into())])), 3),
            field("price", Type::Scalar(Scalar::Decimal), Some(Value::Decimal("1.5".into())), 4),
            field("wait", Type::Scalar(Scalar::Duration), Some(Value::Duration(5)), 5),
            field("raw", Type::Scalar(Scalar::Bytes), Some(Value::Bytes(b"x\n".to_vec())), 6),
            field("map", Type::Map(Box::new(string.clone()), Box::new(product())), Some(Value::EmptyMap), 7),
        ] }],
        errors: vec![Error { package, name: "NotFound".into(), docs: Some("Nothing is known under this name.".into()), status: 404, span,
            fields: vec![field("what", string, None, 1)] }],
        services: vec![Service { package, name: "Catalog".into(), wire_name: "catalog".into(), docs: Some("Reads and maintains products.".into()),
            component: Some(ComponentId(0)), span, methods: vec![
            method("get", Some("One product."), vec![parameter("id", uuid.clone(), None, 1, Place::Path)], Some(product()), throws, route([prefix(), vec![Segment::Parameter(0)]].concat(), false)),
            method("list", None, vec![parameter("status", optional(status), None, 1, Place::Query("status".into())), parameter("limit", Type::Scalar(Scalar::U32), Some(Value::Integer(50)), 2, Place::Query("limit".into()))], Some(list(product())), vec![], route(prefix(), true)),
            method("remove", None, vec![parameter("id", uuid, None, 1, Place::Query("id".into()))], None, vec![], None),
        ] }],
        components: vec![Component { package, name: "Shop".into(), wire_name: "shop-v1".into(), docs: Some("The shop.".into()), services: vec![ServiceId(0)],
            channels: vec!["dispatch-json".into(), "rest".into()], health: "/health".into(), span }],
    }
}

#[test]
fn show() {
    let files = generate(&sample(), &Options::default());
    for (path, text) in files.iter() {
        let to = std::path::Path::new("/tmp/gen-out/aspyx").join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, text).unwrap();
    }
}
