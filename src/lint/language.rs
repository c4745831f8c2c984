//! Words that mean something in each language: those that begin a question, texts of links that say nothing; and how hard a
//! text is to read.
//!
//! The lists are short: what is not in them is taken for good.

use crate::language::Language;
use crate::search::is_unspaced;

/// What ends a question, in any script.
const QUESTION_MARKS: [char; 6] = ['?', '؟', '？', '՞', '፧', '⁇'];

/// Fewer words say nothing about how hard a text is to read.
const FEWEST: usize = 100;

/// What questions begin with, by language.
const INTERROGATIVES: [(&str, &str); 9] = [
    ("ar", "أي,أين,كم,كيف,لماذا,لم,ما,ماذا,متى,من,هل"),
    (
        "de",
        "bin,brauche,darf,gibt,habe,hat,ist,kann,können,muss,müssen,sind,soll,wann,warum,was,weshalb,welche,welcher,\
         welches,welchen,welchem,wem,wen,wer,werde,werden,weshalb,wie,wieso,wieviel,wird,wo,woher,wohin,womit,wofür,wozu",
    ),
    (
        "el",
        "γιατί,είναι,έχει,έχω,θα,μπορεί,μπορώ,πόσα,πόσες,πόση,πόσο,πόσοι,πόσος,ποια,ποιά,ποιες,ποιο,ποιοι,ποιον,ποιος,πότε,\
         πού,που,πρέπει,πώς,πως,σε,τι,τί,υπάρχει,υπάρχουν,χρειάζεται",
    ),
    (
        "en",
        "am,are,can,could,did,do,does,had,has,have,how,how's,is,may,must,shall,should,was,were,what,what's,when,where,which,who,\
         who's,whom,whose,why,will,would,aren't,can't,couldn't,didn't,doesn't,don't,isn't,shouldn't,won't,wouldn't",
    ),
    (
        "es",
        "cómo,cuál,cuáles,cuándo,cuánta,cuántas,cuánto,cuántos,debo,dónde,es,existe,hay,para qué,por qué,puede,pueden,puedo,qué,\
         quién,quiénes,se puede,tengo",
    ),
    (
        "fil",
        "alin,ano,anong,bakit,gaano,ilan,ilang,kailan,kanino,kaya,maaari,magkano,may,mayroon,nasaan,paano,puwede,pwede,saan,sino",
    ),
    (
        "fr",
        "à qui,combien,comment,dois-je,est-ce,existe-t-il,faut-il,où,peut-on,pourquoi,puis-je,qu'est-ce,qu’est-ce,quand,que,quel,\
         quelle,quelles,quels,qui,quoi,y a-t-il",
    ),
    (
        "ms",
        "ada,adakah,apa,apakah,bagaimana,bagaimanakah,berapa,berapakah,bila,bilakah,boleh,bolehkah,dapatkah,di mana,haruskah,kenapa,\
         mana,mengapa,patutkah,perlukah,siapa,siapakah,yang mana",
    ),
    (
        "ro",
        "am,are,ce,câte,câtă,câți,cât,când,care,cine,cui,cum,de ce,de unde,este,există,în ce,la ce,pe cine,poate,pot,putem,sunt,\
         trebuie,unde",
    ),
];

/// In Japanese a question is known by its end or by these.
const JAPANESE: [&str; 12] =
    ["いくつ", "いくら", "いつ", "だれ", "どう", "どこ", "どの", "どれ", "なぜ", "なに", "何", "誰"];

/// Texts of links that say nothing, by language. Not `link` or `article`: in a manual they are names of things.
const VAGUE: [(&str, &str); 10] = [
    ("ar", "اضغط هنا,التفاصيل,المزيد,انقر هنا,اقرأ المزيد,لمزيد من المعلومات,هذا الرابط,هذا المقال,هذه الصفحة,هنا"),
    (
        "de",
        "details,diese seite,dieser artikel,dieser link,hier,hier klicken,klick hier,klicke hier,klicken sie hier,mehr,\
         mehr erfahren,mehr informationen,mehr lesen,siehe hier,weitere informationen,weiterlesen",
    ),
    (
        "el",
        "αυτή η σελίδα,αυτή τη σελίδα,αυτή την σελίδα,αυτό το άρθρο,αυτόν τον σύνδεσμο,αυτός ο σύνδεσμος,δείτε εδώ,\
         δείτε περισσότερα,διαβάστε περισσότερα,εδώ,κάντε κλικ εδώ,κλικ εδώ,λεπτομέρειες,μάθετε περισσότερα,πατήστε εδώ,\
         περισσότερα,περισσότερες πληροφορίες",
    ),
    (
        "en",
        "click here,click this link,details,find out more,follow this link,go here,here,in this article,learn more,\
         more,more details,more info,more information,press here,read here,read more,read this,see here,see more,tap here,this,\
         this article,this link,this page,this site,this website",
    ),
    (
        "es",
        "aquí,clic aquí,detalles,esta página,este artículo,este enlace,haga clic aquí,haz clic aquí,leer más,más,\
         más información,pulsa aquí,pulse aquí,saber más,ver más",
    ),
    (
        "fil",
        "alamin pa,ang pahinang ito,basahin pa,dito,higit pa,i-click dito,link na ito,mag-click dito,magbasa pa,matuto pa,\
         pahinang ito,pindutin dito,rito",
    ),
    (
        "fr",
        "ce lien,cet article,cette page,cliquer ici,cliquez ici,détails,en savoir plus,ici,lire la suite,lire plus,plus,\
         plus d'informations,plus d’informations,voir plus",
    ),
    (
        "ja",
        "ここ,ここをクリック,こちら,こちらから,こちらをクリック,このページ,このリンク,この記事,もっと見る,続きを読む,詳しくはこちら,詳細",
    ),
    (
        "ms",
        "baca lagi,baca selanjutnya,di sini,halaman ini,ketahui lebih lanjut,klik di sini,klik sini,lagi,lihat sini,maklumat lanjut,\
         pautan ini,selanjutnya,sini,tekan di sini",
    ),
    (
        "ro",
        "această pagină,aceasta pagina,acest articol,acest link,aici,află mai multe,aflați mai multe,apasă aici,apăsați aici,\
         citește mai mult,citiți mai mult,clic aici,click aici,dați clic aici,dă clic aici,detalii,faceți clic aici,fă clic aici,\
         mai mult,mai multe,mai multe detalii,mai multe informații,pagina aceasta,vezi mai mult",
    ),
];

fn of<'l>(lists: &[(&str, &'l str)], language: &str) -> Option<impl Iterator<Item = &'l str>> {
    let list = lists.iter().find(|(tag, _)| *tag == language)?.1;
    Some(list.split(',').map(str::trim))
}

/// Whether a text of a link says nothing. Everywhere English texts are looked for, too.
pub(super) fn is_vague(text: &str, language: &Language) -> bool {
    let lower = text.to_lowercase();
    let text = lower.trim_matches(|c: char| !c.is_alphanumeric()).split_whitespace().collect::<Vec<_>>().join(" ");
    let has = |language| of(&VAGUE, language).is_some_and(|mut list| list.any(|vague| vague == text));
    has(language.primary()) || has("en")
}

/// Whether a heading asks something; `None` where that isn't known of its language.
pub(super) fn asks(text: &str, language: &Language) -> Option<bool> {
    let text = text.trim().to_lowercase();
    if text.contains(QUESTION_MARKS) {
        return Some(true);
    }
    match language.primary() {
        "el" if text.ends_with([';', '\u{37E}']) => Some(true),
        "ja" => {
            let end = text.trim_end_matches(['。', '」']);
            Some(end.ends_with('か') || JAPANESE.iter().any(|word| text.contains(word)))
        }
        language => Some(of(&INTERROGATIVES, language)?.any(|word| begins_with(&text, word))),
    }
}

fn begins_with(text: &str, word: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// How many words a text has. In scripts without spaces two characters are taken for one.
pub(super) fn count_words(text: &str) -> usize {
    let unspaced = text.chars().filter(|c| is_unspaced(*c)).count();
    text.split_whitespace().filter(|word| word.contains(|c: char| c.is_alphanumeric() && !is_unspaced(c))).count()
        + unspaced.div_ceil(2)
}

/// How hard a text is to read.
#[derive(Debug)]
pub(super) struct Lix {
    /// Below 30 is easy, above 60 very hard.
    pub(super) value: f64,
    /// Words of a sentence, on average.
    pub(super) sentence: f64,
    /// How many of 100 words have more than six letters.
    pub(super) long: f64,
}

/// LIX (C. H. Björnsson, "Läsbarhet", 1968): words of a sentence, and of 100 words those with more than six letters. `None` of
/// a short text, and of scripts without spaces.
pub(super) fn lix(prose: &str) -> Option<Lix> {
    let (mut words, mut long, mut sentences) = (0, 0_u32, 0_u32);
    for line in prose.lines() {
        // A block ends a sentence.
        let mut open = false;
        for word in line.split_whitespace() {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            if word.contains(is_unspaced) {
                return None;
            }
            words += usize::from(word.contains(char::is_alphanumeric));
            long += u32::from(letters > 6);
            open |= word.contains(char::is_alphanumeric);
            if open
                && word.trim_end_matches(['"', '\'', ')', '”', '’', '»']).ends_with(['.', '!', '?', ':', ';', '…', '؟'])
            {
                sentences += 1;
                open = false;
            }
        }
        sentences += u32::from(open);
    }
    if words < FEWEST {
        return None;
    }
    let sentence = words as f64 / f64::from(sentences.max(1));
    let long = 100.0 * f64::from(long) / words as f64;
    Some(Lix { value: sentence + long, sentence, long })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).unwrap()
    }

    #[test]
    fn texts_of_links_that_say_nothing() {
        for (tag, text, vague) in [
            ("en", "here", true),
            ("en", " Click  Here! ", true),
            ("en", "Learn more →", true),
            ("en", "here is how", false),
            ("en", "refunds", false),
            ("en-GB", "this page", true),
            ("el", "Εδώ", true),
            ("el", "here", true),
            ("ro", "Află mai multe", true),
            ("ja", "こちら", true),
            ("ja", "返金", false),
            ("ar", "هنا", true),
            ("th", "more", true),
            ("en", "…", false),
            ("en", "Link", false),
        ] {
            assert_eq!(is_vague(text, &language(tag)), vague, "{tag}: {text}");
        }
    }

    #[test]
    fn questions_of_several_languages() {
        for (tag, text, expected) in [
            ("en", "Can I get a refund?", Some(true)),
            ("en", "How to get a refund", Some(true)),
            ("en", "Refunds", Some(false)),
            ("en", "Isolated networks", Some(false)),
            ("el", "Επιστρέφετε χρήματα;", Some(true)),
            ("el", "Πώς πληρώνω", Some(true)),
            ("el", "Επιστροφές", Some(false)),
            ("de", "Wiederherstellung", Some(false)),
            ("ja", "返金できますか", Some(true)),
            ("ja", "返金について", Some(false)),
            ("ar", "هل يمكنني ذلك", Some(true)),
            ("ar", "استرداد الأموال", Some(false)),
            ("fr", "« Puis-je annuler »", Some(true)),
            ("th", "การคืนเงิน", None),
        ] {
            assert_eq!(asks(text, &language(tag)), expected, "{tag}: {text}");
        }
    }

    #[test]
    fn lists_have_no_slips() {
        for (tag, list) in INTERROGATIVES.iter().chain(&VAGUE) {
            assert!(Language::parse(tag).is_some(), "{tag}");
            for word in list.split(',') {
                assert!(!word.trim().is_empty() && word.trim() == word.trim().to_lowercase(), "{tag}: `{word}`");
            }
        }
    }

    #[test]
    fn words_are_counted_in_every_script() {
        for (text, words) in [("", 0), ("One – two, 3!", 3), ("返金できますか", 4), ("Το 返金 τώρα", 3)]
        {
            assert_eq!(count_words(text), words, "{text}");
        }
    }

    #[test]
    fn lix_of_a_text() {
        // 110 words, 10 of them long, 20 sentences: 5.5 + 9.09….
        let prose = "I see it all.\n- We go to the next station now\n".repeat(10);
        let found = lix(&prose).unwrap();
        assert!((found.value - (5.5 + 1000.0 / 110.0)).abs() < 1e-9, "{found:?}");
        assert!(lix("Too short to tell.").is_none());
        assert!(lix(&"返金 できます。 ".repeat(100)).is_none());
    }
}
