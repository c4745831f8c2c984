//! Runs `search.js`, the script that answers customers in their browsers, so that its answers here are theirs. The only
//! module that names `rquickjs`.
//!
//! In go the script's text, the files that it may fetch and a query; out come answers as JSON. No file is read and no
//! address is asked here.
//!
//! 1. `engine`: an engine that keeps to limits, with the script in it;
//! 2. `error`: why a script gave no answer.
//!
//! Each [`Script`] has an engine of its own, which stays on its thread; another thread opens another one. The engine
//! counts the stack from where it was opened, so it is to be asked from about as deep.

mod engine;
mod error;

use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use rquickjs::{Context, Ctx, Function, Object, Persistent, Promise};
use serde_json::Value;

use engine::{Clock, Limits};
pub use error::ScriptError;
use error::explain;

/// Far more than a search needs, so that only a mad one notices.
const LIMITS: Limits = Limits { memory: 512 << 20, stack: 512 << 10, time: Duration::from_secs(30) };

type Result<T> = std::result::Result<T, ScriptError>;

/// A search that is open: `search.js` in an engine, ready for any number of queries.
pub struct Script {
    // Dropped before the engine that it lives in.
    host: Persistent<Object<'static>>,
    context: Context,
    clock: Rc<Clock>,
    limits: Limits,
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Script {
    /// Opens the search of a script. `files` gives the files that it fetches by their path below the site's root, as
    /// `search/index.json`; `base` is the address of the search's folder, as `/el/search/`.
    pub fn open(source: &str, files: impl Fn(&str) -> Option<Vec<u8>> + 'static, base: &str) -> Result<Self> {
        Self::open_within(source, files, base, LIMITS)
    }

    /// A script without a search, for its pure functions.
    pub fn load(source: &str) -> Result<Self> {
        Self::new(source, |_| None, LIMITS)
    }

    /// What the search finds. `options` are those of `search.query`.
    pub fn query(&self, text: &str, options: &Value) -> Result<Value> {
        self.run("query", text, &options.to_string())
    }

    /// What a function that the script exports returns or resolves to.
    pub fn call(&self, name: &str, arguments: &[Value]) -> Result<Value> {
        self.run("call", name, &Value::from(arguments).to_string())
    }

    fn open_within(
        source: &str,
        files: impl Fn(&str) -> Option<Vec<u8>> + 'static,
        base: &str,
        limits: Limits,
    ) -> Result<Self> {
        let script = Self::new(source, files, limits)?;
        script.run("open", base, "")?;
        Ok(script)
    }

    fn new(source: &str, files: impl Fn(&str) -> Option<Vec<u8>> + 'static, limits: Limits) -> Result<Self> {
        let clock = Rc::new(Clock::default());
        let context =
            engine::engine(limits, Rc::clone(&clock)).map_err(|cause| ScriptError::Engine(cause.to_string()))?;
        clock.start(limits.time);
        let host = context.with(|ctx| {
            let host = engine::host(&ctx, source, files).map_err(|error| explain(&ctx, &error));
            Ok(Persistent::save(&ctx, finished(host, &clock, limits)?))
        })?;
        Ok(Self { host, context, clock, limits })
    }

    /// Calls a function of the host with two texts and reads its answer.
    fn run(&self, function: &str, first: &str, second: &str) -> Result<Value> {
        self.clock.start(self.limits.time);
        let json = self.context.with(|ctx| {
            let json = self.answer(&ctx, function, first, second);
            finished(json, &self.clock, self.limits)
        })?;
        serde_json::from_str(&json).map_err(ScriptError::Answer)
    }

    fn answer(&self, ctx: &Ctx<'_>, function: &str, first: &str, second: &str) -> Result<String> {
        let explain = |error: rquickjs::Error| explain(ctx, &error);
        if self.clock.is_over() {
            return Err(ScriptError::TooLong(self.limits.time));
        }
        let host = self.host.clone().restore(ctx).map_err(explain)?;
        let function: Function<'_> = host.get(function).map_err(explain)?;
        let promise: Promise<'_> = function.call((first, second)).map_err(explain)?;
        // `fetch` never waits, so all that is to be done can be done now.
        while !self.clock.is_over() && ctx.execute_pending_job() {}
        promise.result().unwrap_or(Err(rquickjs::Error::WouldBlock)).map_err(explain)
    }
}

/// The result, unless the time is over: what was interrupted says other things about itself.
fn finished<T>(result: Result<T>, clock: &Clock, limits: Limits) -> Result<T> {
    if clock.is_over() { Err(ScriptError::TooLong(limits.time)) } else { result }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};

    use super::{LIMITS, Limits, Script, ScriptError};

    /// Two texts from one file; queries that go wrong by name.
    const SEARCH: &str = r#"
        export const words = (text) => text.normalize("NFKD").toLowerCase().match(/[\p{Alphabetic}\p{M}\p{N}]+/gu) ?? [];
        export const later = async (...numbers) => numbers.reduce((sum, number) => sum + number, 0);
        const mad = {
            throws: () => null.length,
            rejects: () => Promise.reject(new RangeError("no such word")),
            bare: () => Promise.reject("a text"),
            symbol: () => { throw Symbol("s"); },
            waits: () => new Promise(() => {}),
            loops: () => { for (;;); },
            ticks: async () => { for (;;) await null; },
            caught: async () => { for (;;) try { await mad.loops(); } catch { /* again */ } },
            behind: () => { mad.ticks(); },
            eats: () => { const all = []; for (;;) all.push(new Array(1000).fill(1.5)); },
            grows: () => "a".repeat(2 ** 29).length,
            dives: () => mad.dives() + 1,
            nests: () => JSON.parse("[".repeat(300) + "]".repeat(300)),
            half: () => "\ud800 \\ud800 \ud83d\ude00",
            nothing: () => undefined,
        };
        export const openSearch = async (base, { fetch }) => {
            const [index, missing] = await Promise.all([fetch(base + "index.json"), fetch(base + "no.json")]);
            const { documents } = await index.json();
            const query = async (text, options) => {
                if (Object.hasOwn(mad, text)) return mad[text]();
                const note = await (await fetch(`/n%C3%B6te.txt?v=${text.length}#x`)).text();
                return { text, options, documents, note, missing: [missing.ok, missing.status], length: text.length };
            };
            return { query };
        };
    "#;

    fn files(path: &str) -> Option<Vec<u8>> {
        match path {
            "el/search/index.json" => Some(br#"{"documents": ["__proto__", "constructor"]}"#.to_vec()),
            "nöte.txt" => Some(b"\xef\xbb\xbfna\xc3\xafve \xff".to_vec()),
            _ => None,
        }
    }

    fn search(limits: Limits) -> Script {
        Script::open_within(SEARCH, files, "/el/search/", limits).expect("the script opens")
    }

    fn failure(script: &Script, text: &str) -> String {
        script.query(text, &Value::Null).expect_err(text).to_string()
    }

    #[test]
    fn queries_and_answers_are_kept_as_they_are() {
        let script = search(LIMITS);
        let options = json!({"limit": 10, "explain": true, "__proto__": [1.5, "\u{2028}"]});
        let long = "ΟΔΟΣ ".repeat(100_000);
        for text in ["", "refund", "a\0b", "\"'`${1}\\u0041\n", "👩‍🚀 한국어 ﬁ", "__proto__", &long] {
            let answer = script.query(text, &options).expect("an answer");
            assert_eq!(answer["text"], text);
            assert_eq!(answer["length"], text.encode_utf16().count());
            assert_eq!(answer["options"], options);
            assert_eq!(answer["documents"], json!(["__proto__", "constructor"]));
            assert_eq!(answer["note"], "naïve \u{fffd}");
            assert_eq!(answer["missing"], json!([false, 404]));
        }
        assert_eq!(script.query("half", &options).expect("an answer"), "\u{fffd} \\ud800 😀");
        assert_eq!(script.query("nothing", &options).expect("an answer"), Value::Null);
    }

    #[test]
    fn exported_functions_are_called() {
        let script = Script::load(SEARCH).expect("the script loads");
        let words = script.call("words", &[json!("Ça, ΟΔΟΣ हिन्दी ²")]).expect("words");
        assert_eq!(words, json!(["c\u{327}a", "οδος", "हिन्दी", "2"]));
        assert_eq!(script.call("later", &[json!(1), json!(2)]).expect("a sum"), 3);
        let error = script.call("nowhere", &[]).expect_err("no such function").to_string();
        assert!(error.starts_with("TypeError: not a function"), "{error}");
    }

    #[test]
    fn a_failure_says_why_and_the_next_query_is_answered() {
        let script = search(Limits { memory: 32 << 20, ..LIMITS });
        for (text, message) in [
            ("throws", "TypeError: cannot read property 'length' of null (at throws (search.js:5:"),
            ("rejects", "RangeError: no such word (at rejects (search.js:6:"),
            ("bare", "a text"),
            ("symbol", "symbol"),
            ("waits", "`search.js` waits for something that never comes"),
            ("eats", "InternalError: out of memory"),
            ("grows", "InternalError: out of memory"),
            ("dives", "RangeError: Maximum call stack size exceeded"),
            ("nests", "the answer of `search.js` can't be read: recursion limit"),
        ] {
            let error = failure(&script, text);
            assert!(error.starts_with(message), "{text}: {error}");
            assert_eq!(script.query("again", &Value::Null).expect("an answer")["text"], "again", "after {text}");
        }
    }

    #[test]
    fn what_takes_too_long_is_stopped_for_good() {
        for text in ["loops", "ticks", "caught", "behind"] {
            let script = search(Limits { time: Duration::from_millis(300), ..LIMITS });
            for text in [text, "again"] {
                assert_eq!(failure(&script, text), "`search.js` took longer than 300ms", "{text}");
            }
        }
    }

    #[test]
    fn a_script_that_cannot_be_opened_says_why() {
        for (source, message) in [
            ("let a = ;", "SyntaxError: unexpected token in expression: ';' (at search.js:1:9)"),
            ("\0", "`search.js` can't be run: "),
            ("throw new Error('x')", "Error: x (at <anonymous> (search.js:1:"),
            ("import './a.js'", "ReferenceError: could not load module"),
            ("export const a = 1", "TypeError: not a function"),
            ("export const openSearch = async (base, { fetch }) => (await fetch(base)).json()", "SyntaxError: "),
            ("export const openSearch = async (base, { fetch }) => fetch('%')", "URIError: "),
        ] {
            let error = Script::open(source, |_| None, "/search/").expect_err(source).to_string();
            assert!(error.starts_with(message), "{source}: {error}");
        }
        let limits = Limits { time: Duration::from_millis(300), ..LIMITS };
        for source in ["for (;;);", "for (;;) await null", "export const openSearch = () => { for (;;); }"] {
            let error = Script::open_within(source, |_| None, "/", limits).expect_err(source);
            assert!(matches!(error, ScriptError::TooLong(_)), "{source}: {error}");
        }
    }

    #[test]
    fn threads_have_their_own() {
        let ask = |text: String| search(LIMITS).query(&text, &Value::Null).expect("an answer")["text"].clone();
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|number| scope.spawn(move || ask(number.to_string()))).collect();
            for (number, thread) in threads.into_iter().enumerate() {
                assert_eq!(thread.join().expect("a thread"), number.to_string());
            }
        });
    }
}
