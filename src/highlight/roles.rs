//! Which of a grammar's scopes mean which role.

use syntect::parsing::{BasicScopeStackOp, Scope, ScopeStack, ScopeStackOp};

use super::parts::Role;

/// What a scope does to the role of the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    Is(Role),
    /// It is plain, whatever is around it: code inside a string.
    Plain,
    /// A key: it has its role, and a string in it is no string.
    Key,
}

use Effect::{Is, Key, Plain};
use Role::{Attribute, Comment, Deleted, Function, Inserted, Keyword, Number, Operator, String, Type};

/// Beginnings of scopes with what they do; the first that fits counts. A scope that isn't here leaves the role as it is.
const EFFECTS: &[(&str, Effect)] = &[
    ("comment", Is(Comment)),
    ("constant.other.placeholder", Is(Attribute)),
    ("constant", Is(Number)),
    ("entity.name.function", Is(Function)),
    ("entity.name.tag.toml", Is(Attribute)),
    ("entity.name.tag.yaml", Is(Attribute)),
    ("entity.name", Is(Type)),
    ("entity.other.attribute-name", Is(Attribute)),
    ("entity.other.inherited-class", Is(Type)),
    ("keyword.operator.word", Is(Keyword)),
    ("keyword.operator.logical.python", Is(Keyword)),
    ("keyword.operator", Is(Operator)),
    ("keyword.other.unit", Is(Number)),
    ("keyword", Is(Keyword)),
    ("markup.deleted", Is(Deleted)),
    ("markup.heading", Is(Type)),
    ("markup.inserted", Is(Inserted)),
    ("markup.list.numbered.bullet", Is(Operator)),
    ("markup.list.unnumbered.bullet", Is(Operator)),
    ("markup.raw.code-fence", Plain),
    ("markup.raw", Is(String)),
    ("markup.underline.link", Is(String)),
    ("meta.diff.header", Is(Type)),
    ("meta.diff.range", Is(Function)),
    ("meta.embedded", Plain),
    ("meta.group.expansion.command", Plain),
    ("meta.group.expansion.parameter", Is(Attribute)),
    ("meta.interpolation", Plain),
    ("meta.mapping.key", Key),
    ("meta.property-name", Is(Attribute)),
    ("meta.template.expression", Plain),
    ("punctuation.definition.list_item", Is(Operator)),
    ("source", Plain),
    ("storage.type.string", Is(String)),
    ("storage", Is(Keyword)),
    ("string.unquoted.plain", Plain),
    ("string", Is(String)),
    ("support.class", Is(Type)),
    ("support.constant", Is(Number)),
    ("support.function", Is(Function)),
    ("support.type.property-name", Is(Attribute)),
    ("support.type", Is(Type)),
    ("text", Plain),
    ("variable.annotation", Is(Function)),
    ("variable.function", Is(Function)),
    ("variable.language", Is(Keyword)),
    ("variable.other.nginx", Is(Attribute)),
    ("variable.other.php", Is(Attribute)),
    ("variable.other.readwrite.assignment", Is(Attribute)),
    ("variable.parameter", Is(Attribute)),
];

/// The table of scopes, as the library compares them.
pub(super) struct Roles(Vec<(Scope, Effect)>);

impl Default for Roles {
    fn default() -> Self {
        let scope = |(name, effect): &(&str, Effect)| Some((Scope::new(name).ok()?, *effect));
        Self(EFFECTS.iter().filter_map(scope).collect())
    }
}

impl Roles {
    fn effect(&self, scope: Scope) -> Option<Effect> {
        self.0.iter().find(|(beginning, _)| beginning.is_prefix_of(scope)).map(|(_, effect)| *effect)
    }
}

/// The scopes around a place, with the role that each leads to.
#[derive(Default)]
pub(super) struct Stack {
    scopes: ScopeStack,
    effects: Vec<Effect>,
}

impl Stack {
    /// The role of the text here.
    pub(super) fn role(&self) -> Option<Role> {
        match self.effects.last() {
            Some(Is(role)) => Some(*role),
            Some(Key) => Some(Attribute),
            Some(Plain) | None => None,
        }
    }

    pub(super) fn apply(&mut self, operation: &ScopeStackOp, roles: &Roles) {
        let effects = &mut self.effects;
        let applied = self.scopes.apply_with_hook(operation, |step, _| match step {
            BasicScopeStackOp::Push(scope) => {
                let around = effects.last().copied().unwrap_or(Plain);
                effects.push(match roles.effect(scope) {
                    None => around,
                    Some(Is(String)) if around == Key => Key,
                    Some(effect) => effect,
                });
            }
            BasicScopeStackOp::Pop => drop(effects.pop()),
        });
        // An operation that doesn't fit is a grammar's mistake; what follows is coloured as it comes.
        drop(applied);
    }
}
