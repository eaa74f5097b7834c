//! The shop: orders in memory, goods from the warehouse.

use crate::shop::v1::*;
use crate::warehouse::v1::{Stock, StockClient, StockTakeError};
use aspyx::{Decimal, Error, Timestamp, Uuid};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// All orders, the oldest first.
pub(crate) struct OrderBook {
    /// Where the goods are; the shop does not know on which machine.
    stock: StockClient,
    /// Held for single operations only, never across an await.
    orders: Mutex<Vec<Order>>,
}

impl OrderBook {
    /// Creates an empty book over a warehouse.
    pub(crate) fn new(stock: StockClient) -> Self {
        Self { stock, orders: Mutex::default() }
    }

    /// Returns what has been taken for an order that cannot be placed.
    async fn put_back(&self, lines: &[Line]) -> Result<(), Error> {
        for line in lines {
            self.stock.store(line.sku.clone(), line.pieces).await?;
        }
        Ok(())
    }

    /// Locks the orders; a panic elsewhere leaves every order whole, so a poisoned lock is as good as any.
    fn orders(&self) -> MutexGuard<'_, Vec<Order>> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Orders for OrderBook {
    async fn place(&self, draft: Draft) -> Result<Order, OrdersPlaceError> {
        for (taken, line) in draft.lines.iter().enumerate() {
            if let Err(error) = self.stock.take(line.sku.clone(), line.pieces).await {
                self.put_back(&draft.lines[..taken]).await?;
                return Err(no_goods(error));
            }
        }
        let pieces: u64 = draft.lines.iter().map(|line| u64::from(line.pieces)).sum();
        let order = Order {
            id: Uuid::new_v4(),
            lines: draft.lines,
            ship_to: draft.ship_to,
            pay: draft.pay,
            total: Decimal::from(pieces) * Decimal::new(425, 2),
            progress: Progress::Placed,
            placed: Timestamp::now(),
        };
        self.orders().push(order.clone());
        Ok(order)
    }

    async fn get(&self, id: Uuid) -> Result<Order, OrdersGetError> {
        let found = self.orders().iter().find(|order| order.id == id).cloned();
        Ok(found.ok_or(NoSuchOrder { id })?)
    }

    async fn list(&self, progress: Option<Progress>, limit: u32) -> Result<Vec<Order>, Error> {
        let orders = self.orders();
        let wanted = orders.iter().rev().filter(|order| progress.as_ref().is_none_or(|it| *it == order.progress));
        Ok(wanted.take(limit as usize).cloned().collect())
    }

    async fn advance(&self, id: Uuid, progress: Progress, _clerk: String) -> Result<Order, OrdersAdvanceError> {
        let mut orders = self.orders();
        let order = orders.iter_mut().find(|order| order.id == id).ok_or(NoSuchOrder { id })?;
        order.progress = progress;
        Ok(order.clone())
    }

    async fn remove(&self, id: Uuid) -> Result<(), OrdersRemoveError> {
        let mut orders = self.orders();
        let at = orders.iter().position(|order| order.id == id).ok_or(NoSuchOrder { id })?;
        orders.remove(at);
        Ok(())
    }
}

/// Passes on what the warehouse says: the shop declares the same errors.
fn no_goods(error: StockTakeError) -> OrdersPlaceError {
    match error {
        StockTakeError::UnknownSku(error) => error.into(),
        StockTakeError::OutOfStock(error) => error.into(),
        StockTakeError::Other(error) => error.into(),
    }
}
