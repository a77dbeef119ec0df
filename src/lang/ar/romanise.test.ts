import {expect, test} from "vitest"
import {romanise} from "./romanise.ts"
import {rowsOf} from "./units.ts"

// A name no list has need not come out as its bearer spells it, only readable and always the same.
test.each([
  ["محمد شياع السوداني", "Mohammed Shiya al-Sudani"],
  ["عبد الله بن زايد آل نهيان", "Abdullah bin Zayed Al Nahyan"],
  ["عبد الرحمن صالح", "Abdul Rahman Saleh"],
  ["عبدالعزيز الدوسري", "Abdul Aziz al-Dosari"],
  ["عبد اللطيف جمال رشيد", "Abdul Latif Jamal Rashid"],
  ["نور الدين الطبوبي", "Nour al-Din al-Taboubi"],
  ["نورالدين عيادي", "Noureddine Ayadi"],
  ["علاء الدين يوسف", "Alaa al-Din Youssef"],
  ["نصر الله", "Nasrallah"],
  ["حسن نصرالله", "Hassan Nasrallah"],
  ["رام الله", "Ramallah"],
  ["أبو محمد الجولاني", "Abu Mohammed al-Joulani"],
  ["أبو عبيدة", "Abu Obaida"],
  ["فلاديمير بوتين", "Vladimir Botin"],
  ["جون كيربي", "John Kerbi"],
  ["ماريا زاخاروفا", "Maria Zakharova"],
  ["خالد مشعل", "Khaled Meshal"],
  ["يوسف رجي", "Youssef Raji"],
  ["حسين أمير عبداللهيان", "Hussein Amir Abdollahian"],
  ["إسماعيل بقائي", "Ismail Baghaei"],
  ["أحمد الشرع", "Ahmed al-Sharaa"],
  ["سامح شكري", "Sameh Shukri"],
  ["بدر عبد العاطي", "Badr Abdul Ati"],
  ["قيس سعيد", "Qais Saeed"],
  ["نبيل عمار", "Nabil Ammar"],
  ["عبد المجيد تبون", "Abdul Majid Tebboune"],
  ["أحمد عطاف", "Ahmed Attaf"],
  ["ناصر بوريطة", "Nasser Bourita"],
  ["عزيز أخنوش", "Aziz Akhannouch"],
  ["فيصل بن فرحان", "Faisal bin Farhan"],
  ["منير بن رجيبة", "Munir bin Rajiba"],
  ["سعد بن شريدة الكعبي", "Saad bin Sharida al-Kaabi"],
  ["حمدان دقلو", "Hamdan Dagalo"],
  ["مريم الصادق", "Maryam al-Sadiq"],
  ["فاطمة الزهراء", "Fatima al-Zahraa"],
  ["نجلاء المنقوش", "Najla al-Manqoush"],
  ["خديجة بن قنة", "Khadija bin Qana"],
  ["توكل كرمان", "Tawakkol Karman"],
  ["ليلى زروقي", "Leila Zarouqi"],
  ["هند قبوات", "Hind Qabwat"],
  ["عبير موسي", "Abeer Moussa"],
  ["ريما خلف", "Rima Khalaf"],
  ["غسان سلامة", "Ghassan Salameh"],
  ["رياض المالكي", "Riyad al-Maliki"],
  ["جبريل الرجوب", "Jibril al-Rajoub"],
  ["صائب عريقات", "Saeb Erekat"],
  ["ماجد الفتياني", "Majed al-Fatiyani"],
  ["حنان عشراوي", "Hanan Ashrawi"],
  ["طارق صالح", "Tarek Saleh"],
  ["رشاد العليمي", "Rashad al-Alimi"],
  ["هانس غروندبرغ", "Hans Grondberg"],
  ["توم فليتشر", "Tom Flicher"],
  ["أنطونيو غوتيريش", "Antonio Goterish"],
  ["كايا كالاس", "Kaja Kalas"],
  ["جوزيب بوريل", "Josep Borel"],
  ["أورسولا فون دير لاين", "Ursula von der Lain"],
  ["شارل ميشيل", "Charles Michel"],
  ["أنالينا بيربوك", "Annalena Berbok"],
  ["بوريس بيستوريوس", "Boris Bistorios"],
  ["فولوديمير زيلينسكي", "Volodymyr Zelinsky"],
  ["دميتري كوليبا", "Dmitry Koleba"],
  ["أندريه يرماك", "Andrei Yermak"],
  ["سيرغي ريابكوف", "Sergei Riabkov"],
  ["ميخائيل غالوزين", "Mikhail Galozin"],
  ["يفغيني إيفانوف", "Yevgeny Ivanov"],
  ["ألكسندر لوكاشينكو", "Alexander Lokashenko"],
  ["إيراكلي كوباخيدزه", "Irakli Kobakhidze"],
  ["سالومي زورابيشفيلي", "Salome Zorabishvili"],
  ["نيكول باشينيان", "Nicole Bashinian"],
  ["أرارات ميرزويان", "Ararat Merzoyan"],
  ["إلهام علييف", "Ilham Aliyev"],
  ["جيهون بيراموف", "Jeyhun Beramov"],
  ["شوكت ميرزيوييف", "Shawkat Merziyoyev"],
  ["قاسم توكاييف", "Qassem Tokayev"],
  ["صادير جباروف", "Sadyr Jabbarov"],
  ["إمام علي رحمون", "Imam Ali Rahmoun"],
  ["قربانقلي بردي محمدوف", "Gurbanguly Berdi Mohammedov"],
  ["رجب طيب أردوغان", "Rajab Tayeb Erdogan"],
  ["هاكان فيدان", "Hakan Fedan"],
  ["يشار غولر", "Yasar Goler"],
  ["عمر تشليك", "Omar Chalik"],
  ["مسعود بزشكيان", "Masoud Bazshakiyan"],
  ["عباس عراقجي", "Abbas Araghchi"],
  ["محمد باقر قاليباف", "Mohammed Baqir Ghalibaf"],
  ["علي شمخاني", "Ali Shamkhani"],
  ["مسعود بارزاني", "Masoud Barzani"],
  ["نيجيرفان بارزاني", "Nechirvan Barzani"],
  ["مظلوم عبدي", "Mazloum Abdi"],
  ["بنيامين نتنياهو", "Benjamin Netniaho"],
  ["يوآف غالانت", "Yoav Galant"],
  ["بتسلئيل سموتريتش", "Bezalel Smotric"],
  ["إيتمار بن غفير", "Itmar bin Ghafir"],
  ["ناريندرا مودي", "Narendra Modi"],
  ["شهباز شريف", "Shehbaz Sharif"],
  ["بلاول بوتو زرداري", "Bilawal Boto Zardari"],
  ["أمير خان متقي", "Amir Khan Matqi"],
  ["ذبيح الله مجاهد", "Zabihullah Mujahid"],
  ["شي جين بينغ", "Xi Jin Ping"],
  ["وانغ يي", "Wang Yi"],
  ["ماو نينغ", "Mao Ning"],
  ["لين جيان", "Lin Jian"],
  ["كيم جونغ أون", "Kim Jong Un"],
  ["يون سوك يول", "Yoon Sok Yol"],
  ["فوميو كيشيدا", "Fumio Kisheda"],
  ["فام مينه تشينه", "Pham Minh Chine"],
  ["برابوو سوبيانتو", "Prabowo Sobianto"],
  ["أنور إبراهيم", "Anwar Ibrahim"],
  ["لويس إيناسيو لولا دا سيلفا", "Louis Inasio Lola da Silva"],
  ["نيكولاس مادورو", "Nicholas Madoro"],
  ["خافيير ميلي", "Khaver Meli"],
  ["غوستافو بيترو", "Gustavo Petro"],
  ["كلوديا شينباوم", "Claudia Shenbaum"],
  ["سيريل رامافوزا", "Cyril Ramavoza"],
  ["ويليام روتو", "William Roto"],
  ["بول كاغامي", "Paul Kagami"],
  ["فيليكس تشيسيكيدي", "Felix Tshisekedi"],
  ["آبي أحمد", "Abi Ahmed"],
  ["أسياس أفورقي", "Isaias Avorqi"],
  ["عمر سيسوكو إمبالو", "Omar Sisoko Embalo"],
  ["بريس أوليغي نغيما", "Brice Oligi Nguema"],
  ["ألبير أوندو أوسا", "Albert Ondo Osa"],
  ["جورجيا ميلوني", "Giorgia Meloni"],
  ["بيدرو سانشيز", "Pedro Sanchez"],
  ["إيمانويل ماكرون", "Emmanuel Macron"],
  ["جان نويل بارو", "Jean Noel Baro"],
  ["برونو روتايو", "Bruno Rotayo"],
  ["كيريل دميترييف", "Kirill Dmitriyev"],
  ["ستيف ويتكوف", "Steve Witkov"],
  ["تامي بروس", "Tammy Bruce"],
  ["ماثيو ميلر", "Matthew Miller"],
  ["بريتني غراينر", "Britni Grainer"],
  ["إيفان غيرشكوفيتش", "Ivan Gershkovich"],
  ["نلسون مانديلا", "Nelson Mandela"],
  ["أندرو نلسن", "Andrew Nelsen"],
  ["مدفيديف", "Medfedev"],
  ["روبرت نوفل", "Robert Nofel"],
  ["شينباوم", "Shenbaum"],
  ["مراد قاسمي", "Murad Qasemi"],
  ["سويلم", "Suwailem"],
  ["عويس القرني", "Owais al-Qarni"],
  ["مهند هادي", "Muhannad Hadi"],
  ["عطية الأسدي", "Atiya al-Asdi"],
  ["جميلة بوباشا", "Jamila Boubasha"],
  ["هبة الله آخوند زاده", "Hebatullah Akhund Zadeh"],
  ["رحمت الله نبيل", "Rahmatullah Nabil"],
  ["حفيظ الله أمين", "Hafizullah Amin"],
  ["آية الله علي السيستاني", "Ayatollah Ali al-Sistani"],
  ["إسلام كريموف", "Islam Karimov"],
  ["رسلان حسنوف", "Ruslan Hassanov"],
  ["تامر معروف", "Tamer Maarouf"],
  ["علي", "Ali"],
  ["‏مُحَمَّد العـــلي", "Mohammed al-Ali"],
  ["گلبدین حکمتیار", "Gulbuddin Hakmatiyar"],
  ["جان-إيف لودريان", "Jean-Yves Lodrian"],
  ["وو دونغ", "Wu Dong"],
  ["Emmanuel ماكرون", "Emmanuel Macron"],
])("%s is %s", (name, spelling) => expect(romanise(name)).toBe(spelling))

const ASCII = /^[A-Za-z0-9]+(?:[ '-]+[A-Za-z0-9]+)*$/
const given = rowsOf("given-names.tsv").map((row) => row["name"] as string)

test("every given name has a spelling, in ASCII letters, that begins with a capital", () => {
  for (const name of given) {
    const spelling = romanise(name)
    if (!ASCII.test(spelling) || !/^[A-Z]/.test(spelling)) expect.fail(`${name}: «${spelling}»`)
  }
})

test("any letters have a spelling, the same one twice", () => {
  const letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژڤگ"
  let seed = 7
  const next = (n: number): number => (seed = (seed * 48271) % 2147483647) % n
  for (let round = 0; round < 5000; round++) {
    const word = (): string => Array.from({length: 1 + next(9)}, () => letters[next(letters.length)]).join("")
    const name = Array.from({length: 1 + next(3)}, word).join(" ")
    const spelling = romanise(name)
    if (!ASCII.test(spelling)) expect.fail(`${name}: «${spelling}»`)
    expect(romanise(name)).toBe(spelling)
  }
})

test("a word of a hundred thousand letters is spelt as well", () => {
  expect(romanise("وال".repeat(33_000)).length).toBeGreaterThan(33_000)
})

test("marks of reading and spacing change nothing", () => {
  expect(romanise("  مُحمّـــد   عبدُ اللّه ")).toBe(romanise("محمد عبد الله"))
  expect(romanise("حركة ٢٣ مارس")).toContain("23")
})

test("nothing gives nothing", () => {
  expect(romanise("")).toBe("")
  expect(romanise(" ، ")).toBe("")
})

test("each part of the table is spelt in ASCII letters", () => {
  for (const {part, en, kind} of rowsOf("romanise.tsv")) {
    expect(en, part).toMatch(/^[A-Za-z]+(?:['-][A-Za-z]+)*$/)
    expect(["arab", "other", "link"], part).toContain(kind)
  }
})
