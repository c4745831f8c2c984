//! A host and a port -> a listening socket.

use std::fmt;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};

/// The port that is tried first where none is asked for.
pub const FIRST_PORT: u16 = 4000;

/// How many ports are tried.
const PORTS: u16 = 100;

/// A socket that listens, on which nothing is answered yet.
#[derive(Debug)]
pub struct Listener {
    pub(super) socket: TcpListener,
    pub(super) address: SocketAddr,
    /// The host's name, where it was given by one.
    pub(super) name: Option<String>,
}

impl Listener {
    /// The address for a browser on this machine, without a path: `http://127.0.0.1:4000`.
    pub fn url(&self) -> String {
        let port = self.address.port();
        match (&self.name, self.address.ip()) {
            (Some(name), _) => format!("http://{name}:{port}"),
            (None, IpAddr::V4(ip)) if ip.is_unspecified() => format!("http://127.0.0.1:{port}"),
            (None, IpAddr::V6(ip)) if ip.is_unspecified() => format!("http://[::1]:{port}"),
            (None, _) => format!("http://{}", self.address),
        }
    }

    /// Whether only this machine can reach it.
    pub fn is_loopback(&self) -> bool {
        self.address.ip().is_loopback()
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }
}

/// Why nothing listens.
#[derive(Debug)]
pub enum ListenError {
    /// The port that was asked for is in use.
    Taken(u16),
    /// All ports that were tried are in use.
    AllTaken(u16, u16),
    /// The host is no address and no name that leads to one.
    UnknownHost(String),
    /// The system says no.
    Failed(String, io::Error),
}

impl fmt::Display for ListenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(port) => write!(f, "port {port} is in use"),
            Self::AllTaken(first, last) => write!(f, "all ports from {first} to {last} are in use"),
            Self::UnknownHost(host) => write!(f, "`{host}` is not an address of this machine"),
            Self::Failed(address, cause) => write!(f, "can't listen on {address}: {cause}"),
        }
    }
}

impl std::error::Error for ListenError {}

/// Listens on the port that is asked for, or else on the first free one from [`FIRST_PORT`].
///
/// # Errors
/// A [`ListenError`]; ports that are taken are one only where no other may be tried.
pub fn listen(host: &str, port: Option<u16>) -> Result<Listener, ListenError> {
    let literal: Option<IpAddr> = host.trim_matches(['[', ']']).parse().ok();
    let name = if literal.is_some() { None } else { Some(host.trim_end_matches('.').to_ascii_lowercase()) };
    let ip = match literal {
        Some(ip) => ip,
        // Where a name leads to several addresses, browsers are content with any: IPv4 is always tried.
        None => {
            let found: Vec<SocketAddr> = (host, 0).to_socket_addrs().map(Iterator::collect).unwrap_or_default();
            let best = found.iter().find(|address| address.is_ipv4()).or_else(|| found.first());
            best.ok_or_else(|| ListenError::UnknownHost(host.to_owned()))?.ip()
        }
    };
    let last = FIRST_PORT + PORTS - 1;
    for candidate in port.map_or(FIRST_PORT..=last, |port| port..=port) {
        let address = SocketAddr::new(ip, candidate);
        match TcpListener::bind(address).and_then(|socket| Ok((socket.local_addr()?, socket))) {
            Ok((address, socket)) => return Ok(Listener { socket, address, name }),
            Err(cause) if cause.kind() == ErrorKind::AddrInUse => {}
            Err(cause) if cause.kind() == ErrorKind::AddrNotAvailable => {
                return Err(ListenError::UnknownHost(host.to_owned()));
            }
            Err(cause) => return Err(ListenError::Failed(address.to_string(), cause)),
        }
    }
    Err(port.map_or(ListenError::AllTaken(FIRST_PORT, last), ListenError::Taken))
}
