//! Two components: a shop that takes its goods out of a warehouse, over whatever lies between them.
//!
//! Without arguments both run as servers of their own and a customer calls them; with `serve` they stay, side by side in
//! one process, to be tried with curl.

mod orders;
mod stock;

aspyx::include_svc!();

use aspyx::{
    Decimal, HostedComponent, Result, RunningServer, Server, ServiceManager, StaticComponentRegistry, Violation,
};
use orders::OrderBook;
use shop::v1::{Address, Card, Draft, Line, Order, Orders, OrdersClient, OrdersPlaceError, Progress, Shop};
use std::net::SocketAddr;
use stock::Shelves;
use warehouse::v1::{Stock, StockClient, Warehouse};

#[tokio::main]
async fn main() -> Result<()> {
    match std::env::args().nth(1).as_deref() {
        None => demonstrate().await,
        Some("serve") => serve().await,
        Some(_) => {
            eprintln!("usage: inventory [serve]");
            std::process::exit(2);
        }
    }
}

/// Both components in one process: the shop calls the warehouse without any network.
async fn serve() -> Result<()> {
    let manager = ServiceManager::new();
    let orders = OrderBook::new(manager.get_service::<StockClient>()?);
    let server = Server::builder(manager)
        .component(Warehouse::builder().stock(Shelves::default()).build())
        .component(Shop::builder().orders(orders).build())
        .bind("127.0.0.1:8000")
        .await?;
    let url = format!("http://{}", server.addr());
    println!("serving `warehouse-v1` and `shop-v1` on {url}, end with Ctrl-C");
    println!("  curl -X POST {url}/v1/stock/tea -H 'content-type: application/json' -d 10");
    println!("  curl {url}/v1/stock");
    println!("  curl {url}/report");
    server.run().await
}

/// Each component in a server of its own: the same shop, now calling the warehouse over dispatch-json.
async fn demonstrate() -> Result<()> {
    let stock = Warehouse::builder().stock(Shelves::default()).build();
    let warehouse = start(ServiceManager::new(), stock).await?;
    println!("the warehouse is at http://{}", warehouse.addr());

    let manager = knowing("warehouse-v1", warehouse.addr());
    let orders = OrderBook::new(manager.get_service::<StockClient>()?);
    let shop = start(manager, Shop::builder().orders(orders).build()).await?;
    println!("the shop is at      http://{}\n", shop.addr());

    visit(shop.addr(), warehouse.addr()).await?;

    shop.stop().await?;
    warehouse.stop().await
}

/// Starts a server of one component on a free port.
async fn start(manager: ServiceManager, component: HostedComponent) -> Result<RunningServer> {
    Server::builder(manager).component(component).bind("127.0.0.1:0").await?.start().await
}

/// Creates a manager that knows where one component is.
fn knowing(component: &str, address: SocketAddr) -> ServiceManager {
    let url = format!("http://{address}");
    let registry = StaticComponentRegistry::new().component(component, [("dispatch-json", &url), ("rest", &url)]);
    ServiceManager::builder().registry(registry).build()
}

/// What a customer does: fills the shelves, orders, orders too much, orders nonsense, follows the order.
async fn visit(shop: SocketAddr, warehouse: SocketAddr) -> Result<()> {
    let stock = knowing("warehouse-v1", warehouse).get_service::<StockClient>()?.preferred_channel("rest")?;
    let level = stock.store("tea".into(), 10).await?;
    println!("rest           store 10 tea     → {} on the shelf", level.pieces);

    let orders = knowing("shop-v1", shop).get_service::<OrdersClient>()?;
    let order = orders.place(draft("tea", 3)).await?;
    println!("dispatch-json  order 3 tea      → order {} for {} EUR", order.id, order.total);

    match orders.place(draft("tea", 30)).await {
        Err(OrdersPlaceError::OutOfStock(error)) => println!("dispatch-json  order 30 tea     → OutOfStock: {error}"),
        other => return Err(aspyx::Error::exception(format!("expected OutOfStock, got {other:?}"))),
    }
    refused(orders.place(draft("Tea!", 0)).await)?;

    let orders = orders.preferred_channel("rest")?;
    let order = orders.advance(order.id, Progress::Packed, "Ada".to_owned()).await?;
    println!("rest           move it on       → {}, paid by {:?}", order.progress, order.pay);
    let packed = orders.list(Some(Progress::Packed), 20).await?;
    println!("rest           list the packed  → {} order, total {}", packed.len(), total(&packed));
    Ok(())
}

/// Shows what is wrong with an order that was not even sent.
fn refused(outcome: std::result::Result<Order, OrdersPlaceError>) -> Result<()> {
    let Err(OrdersPlaceError::Other(error)) = outcome else {
        return Err(aspyx::Error::exception(format!("expected a violation, got {outcome:?}")));
    };
    for Violation { path, rule, .. } in error.violations() {
        println!("dispatch-json  order no Tea!    → {path} does not keep {rule}");
    }
    Ok(())
}

fn draft(sku: &str, pieces: u32) -> Draft {
    let ship_to = Address::new("Grace".to_owned(), "Harbour Street 7".to_owned(), "Hamburg".to_owned());
    let card = Card::new("4111111111111111".to_owned(), "12/30".to_owned());
    let line = Line { pieces, ..Line::new(sku.into()) };
    Draft { pay: card.into(), ..Draft::new(vec![line], ship_to) }
}

fn total(orders: &[Order]) -> Decimal {
    orders.iter().map(|order| order.total).sum()
}
