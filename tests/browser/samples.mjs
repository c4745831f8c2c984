// The projects of small sites to look at: one in Arabic with a page and a component of every kind, one in Japanese.
//
// A text for each path. The long words, wide tables and long lines are there to try the layout of a narrow phone.

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360" viewBox="0 0 640 360"><rect width="640" height="360" fill="#dfe4f5"/>' +
  '<rect x="40" y="40" width="560" height="60" rx="8" fill="#fff"/><rect x="40" y="130" width="360" height="24" fill="#8fa0d8"/><rect x="40" y="180" width="480" height="24" fill="#8fa0d8"/></svg>\n';

/** What stands in most articles, once in a language. */
const arabicArticle = `---
title: كيف أسترد أموالي بعد إلغاء الطلب؟
description: اطلب الاسترداد خلال 14 يوما، وسيصلك المال في أسبوع.
featured: true
order: 1
keywords: [مال, إرجاع]
platforms: [ios, web]
time: خمس دقائق
updated: 2026-11-02
aliases: [/refunds/]
---
الاسترداد **مجاني** و*سريع*، و~~ليس~~ معقدا. اضغط <kbd>Ctrl</kbd> + <kbd>S</kbd>، ثم اقرأ \`orders/2026/refund.json\` أو [الأسئلة](questions.md) أو
[موقع آخر](https://example.org/a/very/long/address/that/does/not/fit/into/a/line/of/a/narrow/telephone/).[^1]

## المهلة {#deadline}

خلال **14** يوما.[^2]

> [!NOTE]
> ملاحظة تستحق القراءة، وفيها [رابط](reset.md) و\`code\`.

> [!TIP]
> طريقة أسهل.

> [!IMPORTANT]
> لا بد من رقم الفاتورة.

> [!WARNING]
> احتفظ بالفاتورة.
>
> - رقم الطلب
> - البريد الإلكتروني

> [!CAUTION]
> لا يمكن التراجع عن الحذف.

> اقتباس عادي بلا عنوان.

## الجداول {#tables}

| الخطة | السعر | ما يشمله |
| :--- | ---: | :---: |
| مجانية | 0 € | [البريد](reset.md) |
| كبيرة | 15 € | \`support\` |

| العمود الأول الطويل | العمود الثاني الطويل | العمود الثالث الطويل | العمود الرابع الطويل | العمود الخامس الطويل |
| --- | --- | --- | --- | --- |
| قيمة طويلة جدا | قيمة طويلة جدا | قيمة طويلة جدا | قيمة طويلة جدا | supercalifragilisticexpialidocious |

### الشيفرة {#code}

\`\`\`sh
# left to right, and longer than a narrow screen
curl --request POST --header "Accept: application/json" https://api.example.org/v1/orders/2026-000123/refund --data '{"reason":"late"}'
\`\`\`

\`\`\`json
{"refund": true, "days": 14, "reason": null}
\`\`\`

### القوائم {#lists}

- تفاح
  - أحمر
    1. كبير
    2. صغير
- كمثرى

- [x] أدخل البطاقة
- [ ] اشحن البطارية

رقم التسلسل
: الرقم أسفل الرمز.

رقم الطلب
: الرقم في عنوان رسالتنا.

## الصور {#pictures}

![نموذج الاسترداد وفيه سبب الطلب](form.svg "النموذج بعد ملئه.")

نص حول صورة صغيرة ![](form.svg) داخل السطر.

![كيف تملأ النموذج](fill.mp4 "شرح قصير.")

![جولة في الحساب](https://www.youtube.com/watch?v=aqz-KE-bpKQ)

<details>
<summary>أي إصدار لدي؟</summary>

افتح **المساعدة**، ثم **حول**.

</details>

---

### على آيفون {platform=ios}

اضغط **استرداد**.

### في المتصفح {platform=web}

اختر **استرداد** من القائمة.

### كلمات طويلة {#long}

donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft

[^1]: القليل يقرأ الحواشي.
[^2]: حتى 30 يوما في الأعياد.
`;

const arabicQuestions = [
  ["قبل الدفع", ["هل هو آمن؟", "أي بطاقات تقبلون؟", "هل أدفع ضريبة؟", "متى أدفع؟"]],
  ["بعد الدفع", ["أين فاتورتي؟", "كم يستغرق الاسترداد؟", "هل يكلف شيئا؟", "ماذا لو أغلقت حسابي؟"]],
].map(([group, questions]) => `## ${group} {.group}\n\nمقدمة قصيرة.\n\n` + /** @type {string[]} */ (questions).map((question) => `## ${question}\n\nنعم، خلال أيام.\n\n- أولا\n- ثانيا\n`).join("\n")).join("\n");

const arabicSteps = Array.from({ length: 8 }, (_, index) => `${index + 1}. افتح **الإعدادات** رقم ${index + 1}.\n\n   يجب أن ترى النافذة.\n`).join("\n");

/** @type {Record<string, string>} */
export const arabic = {
  "answerbook.yaml": `title:
  ar: مركز المساعدة
  en: Help centre
base_url: https://example.org/help/
languages: [ar, en]
edit_url: https://example.org/edit/{path}
feedback: https://votes.example/
platforms:
  ios: آيفون وآيباد
  web: المتصفح
navigation:
  - label: الأسعار
    link: https://example.org/prices
contact:
  - type: email
    address: help@example.org
  - type: phone
    address: "+30 210 000 0000"
    text: اتصل بنا في الأمور العاجلة.
    hours: {sun-thu: "09:00-13:00, 16:00-20:00"}
    time_zone: Asia/Riyadh
    holidays: [2026-12-25, {from: 2027-03-09, until: 2027-03-12}]
    platforms: [ios]
  - type: form
    address: https://example.org/send
    fields:
      - {name: order, label: رقم الطلب, required: true}
  - type: whatsapp
    address: "+30 210 000 0001"
  - type: url
    label: منتدى المستخدمين
    address: https://example.org/community
`,
  "content/ar/index.md": "---\ntitle: كيف نساعدك؟\ndescription: أجوبة عن الطلبات والفواتير والحساب.\n---\nأهلا بك في **مركز المساعدة**.\n",
  "content/en/index.md": "---\ntitle: How can we help?\n---\nWelcome.\n",
  "content/ar/billing/index.md": "---\ntitle: الفواتير\ndescription: كل ما يخص المال.\nicon: 💳\norder: 1\n---\nالأسعار على موقعنا.\n",
  "content/ar/billing/cards/index.md": "---\ntitle: البطاقات\ndescription: إضافة بطاقة أو حذفها.\nicon: card\n---\n",
  "content/ar/billing/cards/add.md": "---\ntitle: إضافة بطاقة\n---\nافتح الحساب.\n",
  "content/ar/billing/cards/old/index.md": "---\ntitle: بطاقات قديمة\n---\n",
  "content/ar/billing/cards/old/remove.md": "---\ntitle: حذف بطاقة قديمة\n---\nاضغط على الحذف.\n",
  "content/ar/billing/form.svg": PICTURE,
  "content/ar/billing/fill.mp4": "video",
  "content/ar/billing/fill.vtt": "WEBVTT\n\n00:00.000 --> 00:04.000\nافتح النموذج.\n\n01:15.000 --> 01:20.000\nاكتب رقم الطلب.\n",
  "content/ar/billing/fill.chapters.vtt": "WEBVTT\n\n00:00.000 --> 01:00.000\nالنموذج\n\n01:15.000 --> 02:00.000\nرقم الطلب\n",
  "content/ar/billing/refund.md": arabicArticle,
  "content/ar/billing/questions.md": `---\ntitle: أسئلة عن الدفع\ndescription: ما يسأله الناس.\nkind: faq\norder: 2\n---\nهذه أسئلة حقيقية.\n\n${arabicQuestions}`,
  "content/ar/billing/short.md": "---\ntitle: أسئلة قصيرة\nkind: faq\norder: 3\n---\n## هل هو آمن؟\n\nنعم.\n\n## متى؟\n\nغدا.\n",
  "content/ar/billing/reset.md": `---\ntitle: إعادة التعيين\ndescription: رابط يصلك بالبريد.\nkind: how-to\ntime: دقيقتان\nfeatured: true\norder: 4\n---\nتحتاج إلى بريدك.\n\n${arabicSteps}\n## إن لم ينجح\n\nاتصل بنا.\n`,
  "content/ar/account/index.md": "---\ntitle: الحساب\nicon: user\norder: 2\n---\n",
  "content/ar/account/lamp.md":
    "---\ntitle: المصباح لا يضيء\ndescription: ثلاثة أسئلة تقودك إلى السبب.\nkind: troubleshooter\n---\n## هل الضوء الصغير مضاء؟ {#plug}\n\n- [نعم](#bulb)\n- [لا](#socket)\n\n" +
    "## هل يعمل مصباح آخر؟ {#bulb}\n\n- [نعم](#old)\n- [لا](#socket)\n\n## المصباح القديم تالف {#old}\n\nضع مصباحا جديدا.\n\n## لا كهرباء {#socket}\n\nجرب مقبسا آخر.\n",
  "content/ar/start.md": "---\ntitle: ابدأ هنا\ndescription: الخطوات الأولى.\n---\nأهلا.\n",
  "content/en/hours.md": "---\ntitle: Opening hours\n---\nFrom 9 to 5.\n",
};

/** @type {Record<string, string>} */
export const japanese = {
  "answerbook.yaml":
    "title: ヘルプセンター\nbase_url: https://example.org/help/\nlanguages: [ja]\ncontact:\n  - type: email\n    label: メールで問い合わせる\n    address: help@example.org\n",
  "content/index.md": "---\ntitle: お困りですか？\ndescription: ご注文、お支払い、アカウントについての答えがここにあります。\n---\nようこそ。\n",
  "content/payment/index.md": "---\ntitle: お支払い\ndescription: 請求書、返金、カードについて。\nicon: card\n---\n",
  "content/payment/refund.md":
    "---\ntitle: 注文をキャンセルした後、返金を受けるにはどうすればよいですか？\ndescription: 14日以内にお申し込みください。返金は一週間以内に届きます。\nfeatured: true\nupdated: 2026-11-02\n---\n" +
    "返金は**無料**です。\n\n## 期限\n\n**14日**以内です。\n\n> [!WARNING]\n> 領収書を保管してください。\n\n| プラン | 料金 |\n| --- | ---: |\n| 無料 | 0円 |\n| プレミアム | 1,500円 |\n\n" +
    "## 手順\n\n1. アカウントを開きます。\n2. 「返金を申し込む」を選びます。\n\n```sh\necho 返金\n```\n\n## その他\n\nお問い合わせください。\n",
  "content/payment/questions.md": "---\ntitle: お支払いについての質問\nkind: faq\n---\n## 安全ですか？\n\nはい、安全です。\n\n## いつ支払いますか？\n\n発送の後です。\n\n## どのカードが使えますか？\n\nほとんどのカードが使えます。\n",
  "content/payment/reset.md": "---\ntitle: パスワードを再設定する\nkind: how-to\ntime: 二分\n---\n1. **設定**を開きます。\n2. **再設定**を選びます。\n3. メールのリンクを開きます。\n",
};

/**
 * A language's texts, in the order of the files made of them.
 * @typedef {{ home: [string, string], category: string, article: [string, string, string, string, string], table: [string, string], faq: string[], steps: string[], lamp: string[] }} Words
 */

/** @type {Record<string, Words>} */
const words = {
  he: {
    home: ["איך נוכל לעזור?", "תשובות על הזמנות, חשבוניות והחשבון שלכם."],
    category: "תשלומים",
    article: ["איך מקבלים החזר כספי?", "בקשו החזר בתוך 14 ימים, והכסף יגיע בתוך שבוע.", "המועד", "שמרו את החשבונית.", "כותבים אל `help@example.org` או מקישים <kbd>Ctrl</kbd> + <kbd>S</kbd>."],
    table: ["תוכנית", "מחיר"],
    faq: ["שאלות על תשלום", "האם זה בטוח?", "כן.", "מתי משלמים?", "אחרי המשלוח."],
    steps: ["איפוס סיסמה", "פותחים את **ההגדרות**.", "בוחרים **איפוס**.", "פותחים את הקישור שבהודעה."],
    lamp: ["המנורה אינה נדלקת", "האם האור הקטן דולק?", "כן", "לא", "מחליפים נורה", "קונים נורה חדשה.", "אין חשמל", "מנסים שקע אחר."],
  },
  el: {
    home: ["Πώς μπορούμε να βοηθήσουμε;", "Απαντήσεις για παραγγελίες, τιμολόγια και τον λογαριασμό σας."],
    category: "Πληρωμές",
    article: ["Πώς παίρνω πίσω τα χρήματά μου;", "Ζητήστε επιστροφή μέσα σε 14 ημέρες· τα χρήματα έρχονται σε μία εβδομάδα.", "Προθεσμία", "Κρατήστε την απόδειξη.", "Γράψτε στο `help@example.org` ή πατήστε <kbd>Ctrl</kbd> + <kbd>S</kbd>."],
    table: ["Πρόγραμμα", "Τιμή"],
    faq: ["Ερωτήσεις για την πληρωμή", "Είναι ασφαλές;", "Ναι.", "Πότε πληρώνω;", "Μετά την αποστολή."],
    steps: ["Επαναφορά κωδικού", "Ανοίξτε τις **Ρυθμίσεις**.", "Επιλέξτε **Επαναφορά**.", "Ανοίξτε τον σύνδεσμο του μηνύματος."],
    lamp: ["Η λάμπα δεν ανάβει", "Ανάβει το μικρό φως;", "Ναι", "Όχι", "Αλλάξτε λάμπα", "Βάλτε μια καινούργια λάμπα.", "Δεν υπάρχει ρεύμα", "Δοκιμάστε άλλη πρίζα."],
  },
  th: {
    home: ["มีอะไรให้เราช่วยไหม", "คำตอบเกี่ยวกับคำสั่งซื้อ ใบแจ้งหนี้ และบัญชีของคุณ"],
    category: "การชำระเงิน",
    article: ["จะขอเงินคืนหลังจากยกเลิกคำสั่งซื้อได้อย่างไร", "ขอเงินคืนภายใน 14 วัน แล้วเงินจะถึงคุณภายในหนึ่งสัปดาห์", "กำหนดเวลา", "โปรดเก็บใบเสร็จไว้", "เขียนถึง `help@example.org` หรือกด <kbd>Ctrl</kbd> + <kbd>S</kbd>"],
    table: ["แพ็กเกจ", "ราคา"],
    faq: ["คำถามเกี่ยวกับการชำระเงิน", "ปลอดภัยไหม", "ปลอดภัย", "ต้องจ่ายเมื่อไร", "หลังจากจัดส่งแล้ว"],
    steps: ["ตั้งรหัสผ่านใหม่", "เปิด **การตั้งค่า**", "เลือก **ตั้งใหม่**", "เปิดลิงก์ในอีเมล"],
    lamp: ["หลอดไฟไม่ติด", "ไฟดวงเล็กติดอยู่ไหม", "ติด", "ไม่ติด", "เปลี่ยนหลอดไฟ", "ใส่หลอดไฟใหม่", "ไม่มีไฟฟ้า", "ลองใช้ปลั๊กอื่น"],
  },
  ja: {
    home: ["お困りですか？", "ご注文、お支払い、アカウントについての答えがここにあります。"],
    category: "お支払い",
    article: ["注文をキャンセルした後、返金を受けるにはどうすればよいですか？", "14日以内にお申し込みください。返金は一週間以内に届きます。", "期限", "領収書を保管してください。", "`help@example.org` に書くか、<kbd>Ctrl</kbd> + <kbd>S</kbd> を押します。"],
    table: ["プラン", "料金"],
    faq: ["お支払いについての質問", "安全ですか？", "はい、安全です。", "いつ支払いますか？", "発送の後です。"],
    steps: ["パスワードを再設定する", "**設定**を開きます。", "**再設定**を選びます。", "メールのリンクを開きます。"],
    lamp: ["ランプがつきません", "小さなライトはついていますか？", "はい", "いいえ", "電球を交換する", "新しい電球をつけてください。", "電気が来ていません", "別のコンセントを試してください。"],
  },
};

/** The languages of {@link languages}. */
export const languageTags = Object.keys(words);

/**
 * The files of a language.
 * @param {string} tag
 * @param {Words} texts
 * @returns {[string, string][]}
 */
function filesOf(tag, { home, category, article, table, faq, steps, lamp }) {
  const [question, yes, no, bulb, newBulb, power, socket] = lamp.slice(1);
  const texts = {
    "index.md": `---\ntitle: ${home[0]}\ndescription: ${home[1]}\n---\n`,
    "payment/index.md": `---\ntitle: ${category}\nicon: card\n---\n`,
    "payment/refund.md":
      `---\ntitle: ${article[0]}\ndescription: ${article[1]}\nfeatured: true\nupdated: 2026-11-02\nplatforms: [web]\n---\n${article[1]}\n\n## ${article[2]} {#deadline}\n\n> [!WARNING]\n> ${article[3]}\n\n` +
      `| ${table[0]} | ${table[1]} |\n| --- | ---: |\n| A | 15 € |\n\n${article[4]}\n\n\`\`\`sh\necho refund\n\`\`\`\n\n## ${table[1]} {#price}\n\n- [${steps[0]}](reset.md)\n- [x] ${article[3]}\n\n## ${category} {#more}\n\n${article[3]}[^1]\n\n[^1]: ${article[1]}\n`,
    "payment/questions.md": `---\ntitle: ${faq[0]}\nkind: faq\n---\n## ${faq[1]}\n\n${faq[2]}\n\n## ${faq[3]}\n\n${faq[4]}\n`,
    "payment/reset.md": `---\ntitle: ${steps[0]}\nkind: how-to\n---\n${steps.slice(1).map((step, index) => `${index + 1}. ${step}\n`).join("")}`,
    "payment/lamp.md": `---\ntitle: ${lamp[0]}\nkind: troubleshooter\n---\n## ${question} {#light}\n\n- [${yes}](#bulb)\n- [${no}](#power)\n\n## ${bulb} {#bulb}\n\n${newBulb}\n\n## ${power} {#power}\n\n${socket}\n`,
  };
  return Object.entries(texts).map(([path, text]) => [`content/${tag}/${path}`, text]);
}

/**
 * The same small help centre in Hebrew, Greek, Thai and Japanese.
 * @type {Record<string, string>}
 */
export const languages = {
  "answerbook.yaml": `title: Help\nbase_url: https://example.org/help/\nlanguages: [${languageTags.join(", ")}]\nfeedback: https://votes.example/\nplatforms: {web: Web}\ncontact:\n  - type: email\n    address: help@example.org\n  - type: phone\n    address: "+30 210 000 0000"\n`,
  ...Object.fromEntries(Object.entries(words).flatMap(([tag, texts]) => filesOf(tag, texts))),
};
