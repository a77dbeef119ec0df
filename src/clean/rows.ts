/// Lines as they stand in copied pages, for the tests: `where | rule or keep | line`.
/// head: under the title. mid: between two paragraphs. foot: below the last one.
export const ROWS = `
mid | advertisement | ADVERTISEMENT
mid | advertisement | Advertisement
mid | advertisement | إعلان
mid | advertisement | إعـــلان
mid | advertisement | [إعلان 2]
mid | advertisement | - إعلان -
mid | advertisement | إعلان ممول
mid | advertisement | جارٍ تحميل الإعلان...
mid | advertisement | إعلان: خصومات تصل إلى خمسين بالمئة على الأجهزة
mid | advertisement | مساحة إعلانية
mid | advertisement | Sponsored
mid | advertisement | يستمر المحتوى بعد الإعلان
mid | keep | إعلان الرياض يدعو إلى وقف فوري للقتال في السودان.
mid | keep | أعلنت الشركة عن إعلان جديد في الأسواق العربية.
mid | keep | إعلان وقف النار دخل حيز التنفيذ فجر الأحد، وفق ما قاله الوسطاء.
mid | keep | وقال الوزير إن إعلان النتائج تأجل إلى الأسبوع المقبل.
mid | keep | إعلان حالة الطوارئ في ثلاث ولايات
mid | keep | وأثار الإعلان عن الصفقة جدلا واسعا في البرلمان.
mid | share-bar | شارك: فيسبوك تويتر واتساب
mid | share-bar | شارك المقال على فيسبوك
mid | share-bar | شارك الخبر
mid | share-bar | فيسبوك | تويتر | واتساب | تلغرام
mid | share-bar | Facebook Twitter WhatsApp Telegram Email
mid | share-bar | مشاركة هذه المقالة
mid | share-bar | Share on Facebook
mid | share-bar | اضغط للمشاركة على تويتر
foot | share-bar | شاركها مع أصدقائك
mid | share-bar | أرسل إلى صديق
mid | keep | شارك الرئيس في القمة العربية التي عقدت في الرياض.
mid | keep | شارك في الاجتماع وزراء خارجية ست دول.
mid | keep | شارك الوزير عبر الاتصال المرئي في جلسة مجلس الأمن أمس.
mid | keep | شاركت القوات المصرية في المناورات إلى جانب قوات سعودية.
mid | keep | شارك الملك برسالة مسجلة في افتتاح المؤتمر
mid | keep | مشاركة مصر في القمة تأكدت مساء الأربعاء.
mid | keep | ونشر الرئيس تغريدة على تويتر قال فيها إن الاتفاق بات قريبا.
mid | keep | حجبت السلطات فيسبوك وتويتر وواتساب بعد الاحتجاجات.
mid | keep | فيسبوك تحذف آلاف الحسابات المرتبطة بالحكومة.
mid | keep | وحظرت روسيا تطبيق تلغرام في 2018 قبل أن ترفع الحظر.
mid | counter | عدد القراءات: 1243
foot | counter | تعليق (0)
foot | counter | التعليقات
mid | counter | 122 تعليقا
mid | counter | المشاهدات: 5,421
mid | counter | 3 تعليقات
mid | counter | لا توجد تعليقات
mid | counter | 0 comments
foot | comments | كن أول من يعلق
foot | comments | التعليقات مغلقة
foot | comments | اترك تعليقا
foot | comments | أضف تعليقك
foot | comments | Leave a comment
foot | comments | لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *
mid | keep | ورفض الوزير التعليق على التقارير.
mid | keep | ولم يصدر تعليق فوري من الرئاسة المصرية.
mid | keep | تعليق العقوبات لمدة ستة أشهر أبرز بنود الاتفاق.
mid | keep | تعليق الرحلات الجوية إلى طهران حتى إشعار آخر
mid | keep | وحضر الجلسة 122 نائبا من أصل 150.
mid | keep | تعليقا على القرار، قالت موسكو إنه غير قانوني.
mid | keep | 0.5 بالمئة هو معدل النمو المتوقع هذا العام.
foot | source-link | رابط المصدر
foot | source-link | المصدر: وكالات
foot | source-link | المصدر: الجزيرة + وكالات
foot | source-link | المصدر: RT + نوفوستي
foot | source-link | Source link
foot | source-link | Source: Reuters
mid | source-link | للمزيد: https://www.example.org/ar/world
mid | source-link | لمتابعة التفاصيل: زيارة الموقع
mid | embed | https://www.example.org/ar/world/2023
mid | keep | المصدر: القوات انسحبت من المدينة فجر اليوم بعد اشتباكات عنيفة.
mid | keep | قال المصدر: لن نعلق على هذه الأنباء.
mid | keep | مصدر: الاجتماع سيعقد الأحد في القاهرة
mid | keep | وأكد المصدر الدبلوماسي أن الزيارة تأجلت.
mid | keep | المصدر الذي طلب عدم ذكر اسمه نفى صحة الخبر.
mid | keep | مصادر دبلوماسية: اللقاء يعقد في جنيف
mid | keep | ونقل موقع أكسيوس عن المصادر أن واشنطن وافقت.
mid | keep | وكتب على الموقع https://www.example.org أن الاتفاق وقع.
mid | related | اقرأ أيضا: أسعار الذهب اليوم الخميس
mid | related | إقرأ أيضاً : الذهب يتراجع
mid | related | اقرأ أيضًا | مباراة القمة تنتهي بالتعادل
mid | related | شاهد أيضا: لحظة انهيار الجسر
mid | related | مواضيع ذات صلة
mid | related | أخبار ذات صلة
mid | related | قد يعجبك أيضا
mid | related | قد يهمك أيضا: أفضل عشرة هواتف
mid | related | الأكثر قراءة
mid | related | الأكثر قراءة: 1- أسعار العملات 2- الطقس غدا
mid | related | مقالات قد تعجبك | Sponsored
mid | related | قراءة المزيد >>>
mid | related | اقرأ المزيد
mid | related | موضوعات متعلقة
mid | related | Read more: Oil prices fall
mid | related | طالع أيضا: وزير المالية يستقيل من منصبه
mid | related | اخترنا لك
mid | related | المزيد من الأخبار
foot | related | الأكثر رواجا
mid | keep | وقرأ الرئيس أيضا رسالة من نظيره الفرنسي.
mid | keep | الأكثر تضررا هي القرى الواقعة شمال المدينة.
mid | keep | المزيد من القوات تصل إلى الحدود الشرقية
mid | keep | وقد يهم هذا القرار المستثمرين في المنطقة.
mid | keep | الأخبار ذات الصلة بالهدنة أنعشت الأسواق في آسيا، كما قال متعاملون في سنغافورة وطوكيو اليوم.
mid | keep | شاهد العالم أيضا صورا مروعة من المدينة.
mid | keep | قد يعجب ترامب بالعرض، لكن الكونغرس لن يقبله.
mid | keep | أهم الأخبار التي حملها الوفد أن الهدنة مددت أسبوعا.
mid | keep | أبرز الأخبار الاقتصادية هذا الأسبوع رفع الفائدة
mid | keep | الأكثر شعبية بين المرشحين هو رئيس البلدية السابق.
mid | follow-us | تابعنا على Google News
mid | follow-us | تابعوا آخر الأخبار على «غوغل نيوز»
mid | follow-us | انضم إلى قناتنا على واتساب
mid | follow-us | اشترك في قناتنا على تلغرام لتصلك آخر الأخبار.
mid | follow-us | تابعونا على فيسبوك وتويتر
mid | follow-us | لمتابعة آخر الأخبار عبر تطبيق نبض اضغط هنا
mid | follow-us | حملوا تطبيقنا الآن
mid | follow-us | Follow us on Twitter
mid | follow-us | تواصل معنا
mid | keep | تابعنا المؤتمر الصحفي من القاعة الرئيسية.
mid | keep | تابعنا على مدى أسبوع تطورات الأزمة.
mid | keep | تابع الوزير سير العمل في الميناء
mid | keep | انضم إلى قناة الجزيرة عام 1996 قبل أن ينتقل إلى لندن.
mid | keep | انضمت فنلندا إلى حلف شمال الأطلسي في أبريل.
mid | keep | اشتركت ثلاث دول في التحقيق.
mid | keep | حمل التطبيق الحكومي بيانات مليون مواطن، بحسب الشرطة.
mid | newsletter | اشترك في نشرتنا البريدية
mid | newsletter | سجل بريدك الإلكتروني ليصلك جديدنا
mid | newsletter | Subscribe to our newsletter
mid | newsletter | النشرة البريدية
mid | keep | ذكرت النشرة الأسبوعية للوزارة أن الإنتاج ارتفع.
mid | keep | نشرت وزارة الدفاع صورا للمناورات.
mid | photo-caption | صورة: سيارات تحت الطين (أ ف ب)
mid | photo-caption | صورة أرشيفية لوزير الخارجية
mid | photo-caption | صورة أرشيفية : بوتين في بكين . ( وكالات )
mid | photo-caption | [ الصورة : قاعة المجلس ، 20 فبراير ]
mid | photo-caption | رئيس الوزراء خلال اجتماعه مع الوفد الزائر في مكتبه (رويترز)
mid | photo-caption | جنود يقفون عند نقطة تفتيش قرب الحدود (أ ف ب)
mid | photo-caption | التعليق على الصورة، متظاهرون في وسط العاصمة
mid | photo-caption | صورة من اللقاء بين الوزيرين في القاهرة (الخارجية المصرية)
mid | photo-credit | صدر الصورة، Getty Images
mid | photo-credit | الرئيس في مطار المدينة، 29 يوليو. تصوير: وكالة فرانس برس
mid | photo-credit | تصوير: أحمد علي
mid | photo-credit | Getty Images
mid | photo-credit | Photo: AFP
mid | keep | صورة الرئيس علقت على جدران المدينة قبل الزيارة.
mid | keep | وأظهرت صورة نشرتها الوكالة دمارا في المبنى.
mid | keep | الصورة ليست واضحة بعد، بحسب دبلوماسيين غربيين.
mid | keep | ونشرت غيتي صورا من موقع الانفجار.
mid | keep | قال مسؤول في الأمم المتحدة إن القافلة وصلت (رويترز)
mid | keep | التقط مصور رويترز المشهد من أعلى الجسر.
mid | keep | (أ ف ب، رويترز)
foot | keep | (أ ف ب)
foot | keep | وكالات
foot | copyright | جميع الحقوق محفوظة
foot | copyright | جميع الحقوق محفوظة © 2023 صحيفة المثال
foot | copyright | حقوق النشر © وات 2023
foot | copyright | © 2024 All rights reserved
foot | copyright | يحظر إعادة نشر المواد من دون إذن خطي.
mid | keep | وقال المخرج إن جميع الحقوق محفوظة لورثة الكاتب.
mid | keep | وحظرت الشرطة إعادة نشر القوات قرب المعبر.
mid | keep | يمنع إعادة نشر القوات في المنطقة بموجب الاتفاق.
foot | standards | معاييرنا: مبادئ الثقة في Thomson Reuters.
foot | standards | Our Standards: The Thomson Reuters Trust Principles.
mid | keep | معايير الانضمام إلى الاتحاد لم تتغير.
mid | keep | وتخالف الخطوة مبادئ الثقة المتبادلة بين البلدين.
foot | editor-credit | (إعداد فلان الفلاني للنشرة العربية - تحرير فلان)
foot | editor-credit | ( إعداد مكتب الشرق الأوسط ; تحرير س. ح. )
mid | editor-credit | (تحرير: لي مين)
foot | editor-credit | تحرير: خالد علي
head | editor-credit | بقلم طاقم العالم
foot | keep | (تقرير من ريان وو) شارك في التغطية ليديا كيلي ؛ تحرير مايكل بيري
head | keep | كتب - محرر الشؤون العربية
head | keep | بقلم: سعاد محمد
mid | keep | تحرير المدينة اكتمل مساء الخميس، كما قال قائد العملية.
mid | keep | إعداد الموازنة يستغرق ثلاثة أشهر.
mid | keep | (إعداد الدراسة استغرق عامين) كما قال الباحث.
foot | end-mark | // انتهى //
foot | end-mark | // انتهى // 19:42 ت م
foot | end-mark | انتهى/25 م
foot | end-mark | عب/هت/ك م
foot | end-mark | ع ط / م ف
foot | end-mark | م.ع
foot | end-mark | --(بترا) ن ع/م ك
foot | end-mark | وام/أحمد سالم
foot | end-mark | (النهاية)
foot | end-mark | bur/ab/hc
foot | end-mark | مراسل/بور/ح د
foot | follow-us | تابعوا «النهار الجديد» على تلغرام
foot | related | المزيد من أوروبا ►
foot | related | اقرأ هذا التقرير باللغة الفرنسية هنا
foot | newsletter | للاشتراك في النشرة اليومية اضغط هنا
mid | advertisement | إعلان مدفوع : حسابات توفير بلا رسوم
head | relative-time | تحديث تلقائي كل 30 ثانية | شارك التغطية
head | photo-caption | الوزير مغادرا مقر الاجتماع مساء أمس (دالاتي وحداد)
foot | keep | تابعوا المسيرة حتى وصلت إلى الميدان ثم تفرقوا مع حلول الليل.
foot | end-mark | يتبع
mid | keep | انتهى الاجتماع من دون بيان ختامي.
foot | keep | انتهى الاجتماع من دون بيان ختامي بعد سبع ساعات.
foot | keep | أ ش أ
foot | keep | 09/03/2025 18:22:41
mid | keep | النهاية التي توقعها الجميع جاءت أسرع مما ظنوا.
foot | tags | الكلمات المفتاحية: غزة، مصر، قطر
foot | tags | وسوم: السعودية | إيران
foot | tags | #السعودية #إيران #الصين
foot | tags | Tags: Gaza, Egypt
foot | tags | كلمات دلالية
mid | keep | وسوم غاضبة تصدرت مواقع التواصل في العراق.
mid | keep | وتصدر وسم #أنقذوا_غزة قائمة الأكثر تداولا أمس.
mid | keep | كلمات الرئيس لاقت ترحيبا في بغداد.
head | cookie-notice | نستخدم ملفات تعريف الارتباط لتحسين تجربتك. بمتابعة التصفح فإنك توافق على ذلك.
mid | cookie-notice | We use cookies to improve your experience.
mid | cookie-notice | قبول الكل
mid | keep | تستخدم الشركة ملفات المستخدمين في الإعلانات، وفق التحقيق الأوروبي.
head | breadcrumb | الرئيسية / أخبار / عربي ودولي
head | breadcrumb | الرئيسية > سياسة > الشرق الأوسط
head | menu | أخبار | سياسة | اقتصاد | رياضة | ثقافة
head | menu | رياضة
mid | keep | الرئيسية هي القضية التي سيبحثها الوفد.
mid | keep | سياسة الحكومة الجديدة تقوم على الحوار.
mid | keep | رياضة: المنتخب يفوز على ضيفه بهدفين
mid | keep | القضية الرئيسية / الحدود البحرية بقيت بلا حل.
mid | widget | نسخ الرابط
mid | widget | طباعة | نسخ الرابط
mid | widget | حجم الخط: كبير متوسط صغير
mid | share-bar | [ شارك الخبر ]  [ طباعة ]  [ تكبير الخط ]
mid | widget | العودة إلى الأعلى
mid | widget | متابعة القراءة
mid | widget | تحميل المزيد
head | widget | Skip to content
mid | media-player | [جاري تحميل الفيديو ...]
mid | media-player | شاهد الفيديو
head | reading-time | اقرأ في 4 دقائق | استمع إلى هذه المقالة
head | reading-time | مدة القراءة: 3 دقائق
head | reading-time | 5 min read
head | relative-time | منذ 3 ساعات
head | relative-time | تم النشر منذ 3 ساعات
mid | keep | طباعة الأوراق النقدية ستبدأ في يناير.
mid | keep | منذ 3 ساعات لم يصدر أي بيان عن الجيش.
mid | keep | صغير الحجم كبير الأثر، هكذا وصفه الخبراء.
mid | keep | وقال إن القراءة في النتائج تحتاج إلى وقت.
head | keep | نشر في: 12 يناير 2024
head | keep | آخر تحديث: 10/12/2022 - 09:31 ص
head | keep | الأربعاء ٢٦ تموز ٢٠٢٣ | ١٠:١٥
head | keep | القاهرة - وكالات
head | keep | بكين 18 شعبان 1444 هـ الموافق 10 مارس 2023 م واس
head | keep | الرياض - «الشرق الأوسط»
mid | opinion-notice | هذا المقال يعبر عن رأي كاتبه
mid | opinion-notice | الآراء الواردة في هذا المقال لا تعبر بالضرورة عن رأي الصحيفة.
mid | keep | الآراء الواردة من العواصم الغربية متباينة، وفق دبلوماسي.
mid | poll | شاركنا رأيك: هل الموقع الجديد سهل؟ (نعم / لا)
mid | poll | استطلاع رأي: هل تؤيد القرار؟ نعم لا
mid | keep | استطلاع: 60 بالمئة من الفرنسيين يؤيدون القرار
mid | keep | شارك في الاستطلاع 1200 شخص.
mid | keep | صوت 13 عضوا لصالح القرار وعارضه عضو واحد.
mid | keep | التصويت: 14 عضوا مع القرار
mid | embed | View this post on Instagram
mid | embed | pic.twitter.com/AbCdEf123
mid | script | (function(){var ad=1;})();
mid | script | <div class="ad-slot"></div>
mid | separator | ــــــــــــــ
mid | separator | * * *
mid | contact | هاتف: 0096211234567 فاكس: 0096217654321
mid | contact | للتواصل: info@example.org
mid | keep | وأجرى الوزير اتصالا عبر الهاتف مع نظيره الروسي.
mid | keep | الهاتف: تفاصيل المكالمة التي أغضبت برلين
head | ticker | الدولار 30.9 | اليورو 33.5 | الذهب 2400
mid | keep | الدولار عند أعلى مستوى في عشرين عاما
mid | keep | برنت 84.1 دولار للبرميل، والذهب 2400 دولار للأوقية.
mid | keep | الذهب يرتفع 2 بالمئة
mid | republication | ظهرت هذه المقالة أولا على موقع المثال
mid | republication | The post Oil prices fall appeared first on Example.
mid | translation-notice | تمت ترجمة هذا المقال آليا
mid | keep | ظهر الرئيس أولا على شرفة القصر ثم ألقى كلمته.
mid | keep | تعزيز العلاقات الثنائية بين الصين وروسيا
mid | keep | حجم التجارة بين الصين وروسيا بلغ 240 مليار دولار
mid | keep | بوريل: قرار المحكمة ملزم لجميع دول الاتحاد
mid | keep | عاجل | المحكمة تصدر مذكرتي توقيف
mid | keep | لاهاي: أمرت محكمة العدل الدولية إسرائيل باتخاذ التدابير.
mid | keep | 1- وقف إطلاق النار لمدة 60 يوما
mid | keep | - تبادل 50 أسيرا من كل جانب
mid | keep | "نحن مستعدون للحوار"
mid | keep | نعم.
mid | keep | وتابع: «لا عودة إلى الوراء».
mid | keep | وأضاف: المصدر الوحيد للسلطة هو الشعب.
mid | keep | حقوق الإنسان في صلب المحادثات
mid | keep | صوت الرئيس بدا متعبا خلال المكالمة.
mid | keep | وللمزيد من الضغط، علقت واشنطن المساعدات.
mid | keep | لمزيد من الضغط على طهران، فرضت واشنطن عقوبات جديدة.
mid | keep | وحول المصادر المائية قال الوزير إن الحصة لن تمس.
mid | keep | ترجمة هذا الاتفاق إلى خطوات عملية تحتاج إلى وقت.
mid | keep | القسم الأكبر من المساعدات ذهب إلى الشمال.
mid | keep | مختارات من خطاب الرئيس أمام البرلمان
mid | keep | علامات تحسن في الاقتصاد التركي
mid | keep | شائع أن تتأجل القمم، لكن هذه أول مرة تلغى.
mid | keep | التالي على جدول الأعمال ملف المياه.
mid | keep | استمع الوفد إلى شرح عن المشروع.
mid | keep | هيئة التحرير اجتمعت بعد قرار الإغلاق.
mid | keep | بث مباشر من القمة أظهر لحظة المصافحة.
mid | keep | يتبع الحزب لرئيس الوزراء السابق.
mid | advertisement | إعلان - أكمل القراءة أدناه
mid | advertisement | تابع القراءة بعد الإعلان
mid | keep | وقال إن الإعلان عن الاتفاق سيتم أدناه في البيان الختامي.
foot | widget | أبلغ عن خطأ في النص
foot | widget | هل لاحظت خطأ في النص؟
foot | widget | حدد الخطأ واضغط Ctrl+Enter
mid | keep | أبلغ عن خطأ في الحسابات ثلاثة موظفين في المصرف المركزي، وفق ما ذكرته النيابة.
foot | copyright | الأخبار المنشورة على الصفحة الرسمية هي اختصار لجزء من الأخبار التي تعرض للمشتركين
mid | keep | الأخبار المنشورة أمس عن الصفقة غير دقيقة، بحسب الوزارة.
foot | editor-credit | (تغطية صحفية للنشرة العربية - إعداد وتحرير قسم الاقتصاد)
foot | editor-credit | ( التغطية الصحفية سعاد علي - تحرير قسم السياسة )
mid | keep | (تغطية الشمس بألواح عاكسة فكرة قديمة) كما قال الباحث.
foot | end-mark | بور-سغ/ح ع/ب ق
foot | end-mark | لم-ود/ح س
mid | keep | دمشق - بيروت / خاص
mid | related | ننصحكم بقراءة: ما نعرفه عن الهدنة
mid | related | بالفيديو: لحظة وصول الوفد إلى المطار
mid | keep | بالفيديو أدلى الشاهد بأقواله أمام المحكمة من مكان سري.
mid | keep | شاهد عيان: سمعت ثلاثة انفجارات قرب المطار
mid | keep | شاهد الوزير العرض العسكري في العاصمة إلى جانب نظيره.
mid | follow-us | تابعوا أحدث الأخبار عبر قناتنا
mid | keep | تابعوا أحدث التطورات عبر شاشات نصبت في الميدان حتى الفجر.
mid | newsletter | احصل على أهم الأخبار كل صباح
mid | photo-caption | صورة التقطها قمر صناعي للقاعدة الجوية
mid | keep | ونشرت الوزارة صورة التقطها قمر صناعي للقاعدة الجوية.
mid | photo-caption | رئيسا الوفدين يتصافحان بعد توقيع الاتفاق (وكالة شينخوا)
foot | poll | شاركنا برأيك
foot | end-mark | ليل/رك
foot | end-mark | مون-دوم/خلص
foot | editor-credit | (شارك في التغطية مراسلون من بيروت - إعداد فلان)
foot | editor-credit | إعداد: محمد علي
foot | republication | نشر هذا المقال للمرة الأولى في صحيفة المثال
foot | translation-notice | هذه المادة مترجمة عن الإنجليزية
mid | photo-credit | Credit...أحمد علي لصحيفة المثال
head | keep | بغداد 5 كانون الثاني (رويترز)
head | keep | بغداد (رويترز)
mid | keep | ترجمة المواقف إلى أفعال تحتاج إلى إرادة، كما قال الوزير.
mid | keep | إعداد الخطة: ثلاث مراحل ومهلة واحدة
mid | advertisement | إعلان – متابعة القراءة أدناه
foot | related | الخبر التالي: الذهب يتراجع
mid | keep | نقلا عن مصادر محلية، قالت الوكالة إن الطريق أعيد فتحه.
mid | keep | لمتابعة أخبار الهدنة تجمع مئات السكان أمام الشاشات في الميدان الرئيسي.
mid | newsletter | اشترك في نشرة «صباح الخير» البريدية
`
