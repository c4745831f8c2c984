//! What the pages of one edition share, and how they address each other.

use std::collections::BTreeMap;

use crate::config::{Channel, ChannelKind, Events, Localized, Opening};
use crate::content::Article;
use crate::diag::Diagnostic;
use crate::language::Language;
use crate::markdown::html::escape;
use crate::site::links::Target;
use crate::site::url::{encode, relative};
use crate::site::{Category, Edition, Site};
use crate::theme::{Texts, Theme};

use serde::Serialize;

use super::assets::Assets;
use super::context::{ContactContext, Fallback, LanguageContext, LinkContext, PlatformContext, SiteContext, Size};
use super::kit::Kit;
use super::templates::{Prepared, Templates};

/// Neighbours of articles for "related", by edition and path, nearest first.
pub type Neighbours = BTreeMap<(usize, String), Vec<String>>;

/// One edition with all that its pages need.
pub(super) struct View<'a> {
    pub(super) site: &'a Site,
    pub(super) edition: &'a Edition,
    pub(super) theme: &'a Theme,
    pub(super) texts: &'a Texts,
    pub(super) neighbours: &'a Neighbours,
    pub(super) kit: &'a Kit,
    templates: &'a Templates,
    assets: &'a Assets,
    prepared_texts: &'a Prepared,
}

/// Where a page stands, for the links on it.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// At this address; links are relative, so that the site works anywhere.
    At(String),
    /// Anywhere; links begin with the path of the site's root.
    Anywhere(String),
    /// In a file for other programs, where texts of many pages are.
    Away {
        /// The site's absolute address with its final slash, where it has one.
        from: Option<String>,
        /// The file's folder, for links where it has none.
        at: String,
        /// The page that the text is of.
        page: String,
    },
}

impl Place {
    /// The link to an address of the site.
    pub(super) fn to(&self, url: &str) -> String {
        match self {
            Self::At(from) => relative(from, url),
            Self::Anywhere(base_path) => format!("{base_path}{}", encode(url)),
            Self::Away { from: Some(from), .. } => format!("{from}{}", encode(url)),
            Self::Away { from: None, at, .. } => relative(at, url),
        }
    }

    /// The link to where a link of an article leads.
    pub(super) fn to_target(&self, target: &Target) -> String {
        match target {
            Target::External(address) => address.clone(),
            Target::Anchor(id) => match self {
                Self::Away { page, .. } => format!("{}#{}", self.to(page), encode(id)),
                _ => format!("#{}", encode(id)),
            },
            Target::Page(url, suffix) | Target::File(url, suffix) => match self {
                Self::At(from) if from == url && suffix.starts_with('#') => suffix.clone(),
                _ => self.to(url) + suffix,
            },
        }
    }
}

impl<'a> View<'a> {
    /// `edition` is one of the site's.
    pub(super) fn new(
        site: &'a Site,
        edition: &'a Edition,
        theme: &'a Theme,
        kit: &'a Kit,
        neighbours: &'a Neighbours,
    ) -> Self {
        let (texts, prepared_texts) = &kit.texts[edition.index];
        let Kit { templates, assets, .. } = kit;
        Self { site, edition, theme, texts, neighbours, kit, templates, assets, prepared_texts }
    }

    /// The place of an address.
    pub(super) fn place(&self, url: &str) -> Place {
        Place::At(url.to_owned())
    }

    /// The place of a page that is served at any address.
    pub(super) fn rooted(&self) -> Place {
        Place::Anywhere(self.site.config.base_path())
    }

    /// The absolute address, where the settings give a base URL.
    pub(super) fn absolute(&self, url: &str) -> Option<String> {
        self.site.absolute(url)
    }

    /// Renders a template.
    pub(super) fn page<P: Serialize>(
        &self,
        template: &str,
        place: &Place,
        page: &P,
    ) -> Result<String, Box<Diagnostic>> {
        self.templates.render(template, &self.site_context(place), self.prepared_texts, page)
    }

    /// The help centre's name.
    pub(super) fn site_title(&self) -> String {
        self.kit.title(self.site, self.edition).to_owned()
    }

    fn site_context(&self, place: &Place) -> SiteContext {
        let config = &self.site.config;
        let stand_in = config.stand_ins(self.edition.index).first().map(|language| &config.languages[*language]);
        let link = |url: &String| place.to(url);
        let pages = &self.edition.own_pages;
        let (events_url, events_file_url) = match &config.events {
            Some(Events::Endpoint(url)) => (Some(url.clone()), None),
            Some(Events::File(path)) => (None, Some(place.to(&path.value))),
            None => (None, None),
        };
        SiteContext {
            title: self.site_title(),
            language: language_context(&self.edition.language),
            home_url: place.to(&self.edition.prefix),
            search_url: place.to(&format!("{}search/", self.edition.prefix)),
            root_url: place.to(""),
            fallback_language: stand_in.map(language_context),
            platforms: self.platforms(),
            stylesheet_url: link(&self.assets.stylesheet),
            styles: self.assets.styles.iter().map(|(name, url)| (name.clone(), link(url))).collect(),
            scripts: self.assets.scripts.iter().map(|(name, url)| (name.clone(), link(url))).collect(),
            logo_url: self.assets.logo.as_ref().map(link),
            logo_size: self.assets.logo.as_ref().and_then(|logo| self.static_size(logo)),
            logo_dark_url: self.assets.logo_dark.as_ref().map(link),
            logo_dark_size: self.assets.logo_dark.as_ref().and_then(|logo| self.static_size(logo)),
            favicon_url: link(&self.assets.favicon),
            navigation: config.navigation.iter().filter_map(|entry| self.navigation(entry, place)).collect(),
            contact: self.contacts(place),
            contact_url: self.contact_url(place),
            agent_url: pages.agent.made.then(|| place.to(&pages.agent.url)),
            events_url,
            events_file_url,
            updates_url: (!self.edition.notices.is_empty() || !pages.updates.made)
                .then(|| place.to(&pages.updates.url)),
            feed_url: self.site.feed(self.edition).as_ref().map(link),
            updates_feed_url: self.site.updates_feed(self.edition).as_ref().map(link),
            search_description_url: self.site.search_description(self.edition).as_ref().map(link),
            offers_url: self.assets.offers.as_ref().map(link),
            manifest_url: self.site.web_manifest(self.edition).as_ref().map(link),
            preview_image_url: self.preview_image(),
        }
    }

    fn platforms(&self) -> Vec<PlatformContext> {
        let label = |label: &Localized| label.get(&self.edition.language).to_owned();
        let platforms = self.site.config.platforms.iter();
        platforms.map(|(name, text)| PlatformContext { id: name.clone(), label: label(text) }).collect()
    }

    /// The contact page, where there is one: the settings' channels, or the project's own page.
    pub(super) fn contact_url(&self, place: &Place) -> Option<String> {
        let page = &self.edition.own_pages.contact;
        (!self.site.config.contact.is_empty() || !page.made).then(|| place.to(&page.url))
    }

    /// The logo's absolute address.
    pub(super) fn logo(&self) -> Option<String> {
        self.assets.logo.as_ref().and_then(|logo| self.absolute(logo))
    }

    /// The logo's absolute address, where link previews can show it: they take no drawings.
    fn preview_image(&self) -> Option<String> {
        let logo = self.assets.logo.as_ref()?;
        let ending = logo.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())?;
        ["png", "jpg", "jpeg", "webp", "gif"].contains(&ending.as_str()).then(|| self.logo()).flatten()
    }

    /// The size of an image of `static/`.
    fn static_size(&self, path: &str) -> Option<Size> {
        let files = &self.site.files;
        let (width, height) = *files.image_sizes.get(files.statics.get(path)?)?;
        Some(Size { width, height })
    }

    fn navigation(&self, entry: &crate::config::NavigationLink, place: &Place) -> Option<LinkContext> {
        let target = self.site.navigation_target(self.edition, &entry.link.value).ok()?;
        Some(LinkContext {
            title: entry.label.get(&self.edition.language).to_owned(),
            url: place.to_target(&target),
            language: None,
        })
    }

    /// The channels for this language; all of them where it has none of its own, which is better than no way at all.
    pub(super) fn channels(&self) -> Vec<&'a Channel> {
        let language = &self.edition.language;
        let wanted = |tag: &String| tag.eq_ignore_ascii_case(&language.tag) || tag == language.primary();
        let all = &self.site.config.contact;
        let own: Vec<&Channel> =
            all.iter().filter(|channel| channel.languages.is_empty() || channel.languages.iter().any(wanted)).collect();
        if own.is_empty() { all.iter().collect() } else { own }
    }

    /// The same channels, as templates see them.
    pub(super) fn contacts(&self, place: &Place) -> Vec<ContactContext> {
        self.channels().into_iter().map(|channel| self.contact(channel, place)).collect()
    }

    /// A channel as templates see it on every page.
    pub(super) fn contact(&self, channel: &Channel, place: &Place) -> ContactContext {
        let language = &self.edition.language;
        let kind = channel.kind.name();
        let address = channel.address.get(language);
        let is_form = channel.kind == ChannelKind::Form;
        let form = || self.contact_url(place).map(|url| format!("{url}#ab-contact-form"));
        let key = format!("channel_{kind}");
        let label = channel.label.as_ref().map_or_else(|| self.texts.get(&key), |label| label.get(language)).to_owned();
        let text = |text: &Option<Localized>| text.as_ref().map(|text| text.get(language).to_owned());
        let languages = channel.languages.iter().filter_map(|tag| Language::parse(tag));
        let languages: Vec<_> = languages.map(|language| language_context(&language)).collect();
        ContactContext {
            kind: kind.to_owned(),
            label,
            url: if is_form { form() } else { channel.kind.link(address) },
            text: if is_form { String::new() } else { readable(address).to_owned() },
            note: text(&channel.text),
            languages_html: self.names_html(&languages),
            languages,
            platforms: channel.platforms.join(" "),
            platforms_text: self.platforms_text(&channel.platforms),
            reply_time: text(&channel.reply_time),
            hours: channel.hours.as_ref().and_then(|opening| match opening {
                Opening::Words(words) => Some(words.get(language).to_owned()),
                Opening::Hours(_) => None,
            }),
            cost: text(&channel.cost),
        }
    }

    /// The labels of platforms as a list.
    fn platforms_text(&self, ids: &[String]) -> String {
        let labels: Vec<&str> = ids.iter().map(|id| self.platform(id)).collect();
        self.texts.format().list(&labels)
    }

    /// The label of a platform; its id where the settings have none.
    pub(super) fn platform<'p>(&'p self, id: &'p str) -> &'p str {
        let known = self.site.config.platforms.iter().find(|(known, _)| known == id);
        known.map_or(id, |(_, label)| label.get(&self.edition.language))
    }

    /// The names of languages as a list, each marked as what it is.
    fn names_html(&self, languages: &[LanguageContext]) -> String {
        let names: Vec<&str> = languages.iter().map(|language| language.name.as_str()).collect();
        let list = self.texts.format().list(&names);
        let (mut html, mut rest) = (String::new(), list.as_str());
        for LanguageContext { tag, dir, name } in languages {
            let Some((between, after)) = rest.split_once(name.as_str()) else { break };
            escape(&mut html, between);
            html.push_str(&format!("<bdi lang=\"{tag}\" dir=\"{dir}\">"));
            escape(&mut html, name);
            html.push_str("</bdi>");
            rest = after;
        }
        escape(&mut html, rest);
        html
    }

    /// The language of an article shown here, where it is another one.
    pub(super) fn foreign_language(&self, article: &Article) -> Option<LanguageContext> {
        self.edition.is_fallback(article).then(|| language_context(&self.site.config.languages[article.language]))
    }

    /// A link to a category.
    pub(super) fn category_link(&self, category: &Category, place: &Place) -> LinkContext {
        let language = category.text.as_ref().and_then(|text| self.foreign_language(text));
        LinkContext { title: category.title.clone(), url: place.to(&category.url), language }
    }

    /// The notice on an article that is not translated.
    pub(super) fn fallback(&self, article: &Article) -> Option<Fallback> {
        let language = self.foreign_language(article)?;
        let notice = self.texts.fill("fallback_notice", &[("language", &language.name)]);
        Some(Fallback { language, notice })
    }

    /// A category's icon: the theme's of that name, or the text itself.
    pub(super) fn icon(&self, icon: &str) -> Option<String> {
        if is_icon_name(icon) {
            return self.theme.icon(icon).map(ToOwned::to_owned);
        }
        let mut html = String::new();
        escape(&mut html, icon);
        Some(html)
    }
}

/// A web address as people say it: without its scheme and final slash.
fn readable(address: &str) -> &str {
    let bare = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme));
    bare.map_or(address, |bare| bare.trim_end_matches('/'))
}

/// Whether an icon is given by name; anything else is an emoji or the like.
pub(super) fn is_icon_name(icon: &str) -> bool {
    icon.is_ascii()
}

/// A language as templates see it.
pub(super) fn language_context(language: &Language) -> LanguageContext {
    LanguageContext { tag: language.tag.clone(), dir: language.direction(), name: language.name().to_owned() }
}
