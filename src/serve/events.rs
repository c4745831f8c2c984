//! The reload channel, as Server-Sent Events: what is shown now, and then each change of it.

use std::time::Duration;

use bytes::Bytes;
use tokio::sync::mpsc;

use super::body::Sent;
use super::state::State;

/// How often a channel on which nothing happens is tried, so that one whose page has gone is closed.
const ALIVE: Duration = Duration::from_secs(15);

/// How soon a browser comes back after the server was gone, in milliseconds.
const RETRY: &str = "retry: 500\n\n";

pub(super) fn stream(state: &State) -> Sent {
    let mut changes = state.watch();
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(async move {
        let mut next = Some(Bytes::from_static(RETRY.as_bytes()));
        changes.mark_changed();
        loop {
            if let Some(piece) = next.take()
                && sender.send(Ok(piece)).await.is_err()
            {
                return;
            }
            next = match tokio::time::timeout(ALIVE, changes.changed()).await {
                Ok(Ok(())) => {
                    let shown = changes.borrow_and_update();
                    shown.is_something().then(|| shown.event.clone())
                }
                Ok(Err(_)) => return,
                Err(_) => Some(Bytes::from_static(b": alive\n\n")),
            };
        }
    });
    Sent::Stream(receiver)
}
