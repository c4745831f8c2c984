//! Why a script gave no answer, in words.

use std::fmt;
use std::time::Duration;

use rquickjs::{Coerced, Ctx, Exception};

/// The script's name in messages.
pub(super) const NAME: &str = "search.js";

/// Why a script gave no answer.
#[derive(Debug)]
pub enum ScriptError {
    /// It threw, a promise was rejected, or its text isn't JavaScript.
    Thrown {
        /// What was thrown, as `TypeError: not a function`.
        message: String,
        /// Where, as `at words (search.js:12:5)`.
        place: Option<String>,
    },
    /// It took longer than this. The script answers nothing from then on.
    TooLong(Duration),
    /// It waits for something that never comes.
    Unsettled,
    /// Its answer can't be read.
    Answer(serde_json::Error),
    /// The engine failed, not the script.
    Engine(String),
}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Thrown { message, place: Some(place) } => write!(f, "{message} ({place})"),
            Self::Thrown { message, place: None } => f.write_str(message),
            Self::TooLong(limit) => write!(f, "`{NAME}` took longer than {limit:?}"),
            Self::Unsettled => write!(f, "`{NAME}` waits for something that never comes"),
            Self::Answer(cause) => write!(f, "the answer of `{NAME}` can't be read: {cause}"),
            Self::Engine(cause) => write!(f, "`{NAME}` can't be run: {cause}"),
        }
    }
}

impl std::error::Error for ScriptError {}

/// An error of the engine; what was thrown is read from the engine.
pub(super) fn explain(ctx: &Ctx<'_>, error: &rquickjs::Error) -> ScriptError {
    match error {
        rquickjs::Error::Exception => {}
        rquickjs::Error::WouldBlock => return ScriptError::Unsettled,
        other => return ScriptError::Engine(other.to_string()),
    }
    let thrown = ctx.catch();
    let Some(exception) = thrown.clone().into_object().and_then(Exception::from_object) else {
        let message = thrown.get::<Coerced<String>>().map_or_else(|_| thrown.type_name().to_owned(), |text| text.0);
        return ScriptError::Thrown { message, place: None };
    };
    let kind = exception.get::<_, Coerced<String>>("name").map_or_else(|_| "Error".to_owned(), |name| name.0);
    let stack = exception.stack().unwrap_or_default();
    let place = stack.lines().find(|line| line.contains(NAME)).map(|line| line.trim().to_owned());
    let message = match exception.message().unwrap_or_default() {
        // Where memory runs out, none is left for the message.
        empty if empty.is_empty() && kind == "InternalError" => format!("{kind}: out of memory"),
        message => format!("{kind}: {message}"),
    };
    ScriptError::Thrown { message, place }
}
