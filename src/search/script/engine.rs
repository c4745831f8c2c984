//! An engine that keeps to limits, and what stands between it and a script.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use rquickjs::{Context, Ctx, Function, Module, Object, Runtime};

use super::error::NAME;

/// What a script may use up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Bytes of memory.
    pub(super) memory: usize,
    /// Bytes of the thread's stack, of which a main thread has 1 MB on Windows.
    pub(super) stack: usize,
    /// The time of one call.
    pub(super) time: Duration,
}

/// The time that is left for a call.
#[derive(Debug, Default)]
pub(super) struct Clock {
    end: Cell<Option<Instant>>,
    over: Cell<bool>,
}

impl Clock {
    /// Begins a call.
    pub(super) fn start(&self, time: Duration) {
        self.end.set(Instant::now().checked_add(time));
    }

    /// Whether the time is over; once over, it stays so, since what was interrupted is left half done.
    pub(super) fn is_over(&self) -> bool {
        let over = self.over.get() || self.end.get().is_some_and(|end| Instant::now() >= end);
        self.over.set(over);
        over
    }
}

/// An engine that keeps to the limits.
pub(super) fn engine(limits: Limits, clock: Rc<Clock>) -> rquickjs::Result<Context> {
    let runtime = Runtime::new()?;
    runtime.set_memory_limit(limits.memory);
    runtime.set_max_stack_size(limits.stack);
    runtime.set_interrupt_handler(Some(Box::new(move || clock.is_over())));
    Context::full(&runtime)
}

/// What stands between a module and Rust: addresses become paths of files, and JSON goes in and out. Half a surrogate
/// pair, which JavaScript's texts may hold and ours may not, is replaced as a browser does when it shows one.
const HOST: &str = r#"(module, read) => {
  const fetch = async (address) => {
    const [path] = String(address).split(/[?#]/, 1);
    const text = read(decodeURIComponent(path).replace(/^\/+/, ""));
    const ok = text !== undefined;
    return { ok, status: ok ? 200 : 404, text: async () => text ?? "", json: async () => JSON.parse(text ?? "") };
  };
  const whole = (key, value) => (typeof value === "string" ? value.toWellFormed() : value);
  const write = (value) => {
    const json = JSON.stringify(value) ?? "null";
    return /\\ud[89a-f]/.test(json) ? JSON.stringify(value, whole) : json;
  };
  let search;
  return {
    open: async (base) => {
      search = await module.openSearch(base, { fetch });
      return "null";
    },
    query: async (text, options) => write(await search.query(text, JSON.parse(options))),
    call: async (name, args) => write(await module[name](...JSON.parse(args))),
  };
}"#;

/// Runs the module's own statements and makes its [`HOST`].
pub(super) fn host<'js>(
    ctx: &Ctx<'js>,
    source: &str,
    files: impl Fn(&str) -> Option<Vec<u8>> + 'static,
) -> rquickjs::Result<Object<'js>> {
    let (module, evaluated) = Module::declare(ctx.clone(), NAME, source)?.eval()?;
    evaluated.finish::<()>()?;
    let read = Function::new(ctx.clone(), move |path: String| files(&path).map(text))?;
    let host: Function<'js> = ctx.eval(HOST)?;
    host.call((module.namespace()?, read))
}

/// The text of a file as `fetch` decodes it.
fn text(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
}
