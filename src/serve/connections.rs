//! Connections: a thread that accepts them and speaks HTTP/1.1, within limits.

use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener as Socket};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::answer::answer;
use super::state::Context;

/// How many connections there may be. A process may often have 1024 files open; some are left for others.
const MOST: usize = 800;

/// How long a connection may wait, or take, to ask for something. Idle ones are closed, slow ones can't fill the places.
const ASKING: Duration = Duration::from_secs(10);

/// How much of a request is read before it is refused.
const HEAD: usize = 64 * 1024;

/// How many files are read at the same time.
const READERS: usize = 8;

/// How long to wait where the system has no more files to open.
const EXHAUSTED: Duration = Duration::from_millis(50);

/// Dropping it ends the thread.
pub(super) type Stop = oneshot::Sender<Infallible>;

/// Starts to accept connections. One thread is plenty: the bytes are ready, and the other cores build.
pub(super) fn start(socket: Socket, context: Context) -> io::Result<(Stop, JoinHandle<()>)> {
    socket.set_nonblocking(true)?;
    let runtime = Builder::new_current_thread().enable_io().enable_time().max_blocking_threads(READERS).build()?;
    let listener = {
        let _inside = runtime.enter();
        TcpListener::from_std(socket)?
    };
    let (stop, stopped) = oneshot::channel();
    let serve = move || {
        runtime.spawn(accept(listener, Arc::new(context)));
        // Nothing is ever sent: it ends when the other side is dropped.
        let _ = runtime.block_on(stopped);
        runtime.shutdown_background();
    };
    Ok((stop, std::thread::Builder::new().name("serve".to_owned()).spawn(serve)?))
}

async fn accept(listener: TcpListener, context: Arc<Context>) {
    let places = Arc::new(Semaphore::new(MOST));
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(converse(stream, place, Arc::clone(&context)))),
            Err(_) => tokio::time::sleep(EXHAUSTED).await,
        }
    }
}

async fn converse(stream: TcpStream, _place: OwnedSemaphorePermit, context: Arc<Context>) {
    let Ok(local) = stream.local_addr() else { return };
    // Without it, the last piece of an answer may wait for the first one's receipt. Where it fails, it is only slower.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| {
        let context = Arc::clone(&context);
        async move { Ok::<_, Infallible>(reply(request, local, &context).await) }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(ASKING).max_buf_size(HEAD);
    // A connection that broke concerns nobody but its other end.
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}

async fn reply(
    request: hyper::Request<hyper::body::Incoming>,
    local: SocketAddr,
    context: &Context,
) -> hyper::Response<super::body::Sent> {
    answer(&request, local, context).await
}
