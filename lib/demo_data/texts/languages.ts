import type { Grammar } from "./grammar.ts";

/** How people talk in a language. */
export interface Speech {
  /** Its name in English. */
  name: string;
  /** Characters for what takes one in English. */
  density: number;
  /** Has `ask`, `answer` and `line`. */
  grammar: Grammar;
}

/** Some languages, of several scripts and both directions. */
export const LANGUAGES: readonly Speech[] = [
  speech("German", 1.1, {
    ding: [
      "die Regentonne",
      "den Sauerteig",
      "das alte Radio",
      "die Kletterbohnen",
      "das Vogelhaus",
    ],
    ask: [
      "Wie bekomme ich #ding# über den Winter?",
      "Was muss ich beachten, wenn ich #ding# zum ersten Mal selbst mache? Bitte kurz.",
    ],
    answer: [
      "Am besten in drei Schritten:\n\n1. Zuerst **gründlich trocknen** lassen.\n2. Dann an einen frostfreien Ort stellen.\n3. Einmal im Monat nachsehen.",
      "Wichtig ist vor allem Geduld. Wer #ding# jeden Tag anfasst, macht mehr kaputt als der Frost.",
    ],
    line: [
      "Die Fähre fährt heute wegen Nebels eine Stunde später.",
      "Bitte bringen Sie Handschuhe und eine Gartenschere mit.",
    ],
  }),
  speech("French", 1.1, {
    chose: ["une soupe d’hiver", "un cerf-volant", "un petit potager", "une lampe de bureau"],
    ask: [
      "Comment réussir #chose# sans y passer la journée ?",
      "Quelles erreurs faut-il éviter avec #chose# ?",
    ],
    answer: [
      "L’essentiel tient en trois mots : *peu*, *bien*, *lentement*. Pour #chose#, commencez par ce que vous avez déjà.",
      "- Préparez tout la veille.\n- Goûtez, mesurez, notez.\n- Gardez une part pour demain.",
    ],
    line: [
      "Le marché ouvre à huit heures, même quand il pleut.",
      "La deuxième salle est fermée jusqu’au printemps.",
    ],
  }),
  speech("Spanish", 1.1, {
    cosa: ["un huerto en el balcón", "pan de centeno", "una cometa", "un reloj de sol"],
    ask: [
      "¿Por dónde empiezo si quiero hacer #cosa#?",
      "¿Qué materiales necesito para #cosa#? Vivo en un piso pequeño.",
    ],
    answer: [
      "¡Buena idea! Empieza por lo más sencillo y mira qué pasa durante una semana.",
      "| Paso | Tiempo |\n| --- | --- |\n| Preparar | 20 min |\n| Esperar | una noche |\n| Terminar | 15 min |",
    ],
    line: [
      "El barco sale del muelle norte a las siete y media.",
      "Guarda el recibo: sirve para cambiarlo.",
    ],
  }),
  speech("Portuguese", 1.1, {
    coisa: ["uma horta", "um pão de milho", "um mapa antigo"],
    ask: ["Como posso cuidar de #coisa# sem gastar muito?"],
    answer: [
      "Comece devagar: um pouco de água, um pouco de sol e muita paciência. Com #coisa# é sempre assim.",
    ],
    line: ["A maré sobe até ao meio-dia e depois desce depressa."],
  }),
  speech("Japanese", 0.45, {
    mono: ["梅干し", "古い自転車", "小さな庭", "味噌汁", "和紙の凧"],
    ask: [
      "#mono#の手入れの仕方を教えてください。",
      "初めて#mono#を作ります。何に気をつければいいですか？",
    ],
    answer: [
      "まず、よく乾かすことが大切です。#mono#は湿気に弱いので、風通しのよい場所に置いてください。",
      "手順は次のとおりです。\n\n1. 水で軽く洗う\n2. 日陰で一晩乾かす\n3. 布で包んでしまう",
    ],
    line: ["次の船は午後三時に出ます。", "雨の日は裏口からお入りください。"],
  }),
  speech("Chinese", 0.4, {
    wu: ["阳台上的番茄", "老式收音机", "手工面条", "小鱼塘"],
    ask: ["#wu#怎么打理才好？请简单说明。", "第一次做#wu#，需要准备什么？"],
    answer: [
      "关键是耐心。#wu#不需要每天照看，但每周最好检查一次。",
      "| 步骤 | 时间 |\n| --- | --- |\n| 清洗 | 十分钟 |\n| 晾干 | 一个晚上 |\n| 检查 | 每周一次 |",
    ],
    line: ["明天早上七点码头集合，请带上雨衣。", "图书馆周一闭馆。"],
  }),
  speech("Korean", 0.5, {
    geot: ["김치", "낡은 시계", "작은 텃밭"],
    ask: ["#geot# 관리하는 방법을 알려 주세요.", "처음인데 #geot#, 어디서부터 시작하면 좋을까요?"],
    answer: ["먼저 깨끗이 씻고 하룻밤 말리세요. #geot#에는 시간이 가장 좋은 약입니다. 🙂"],
    line: ["배는 오후 두 시에 북쪽 부두에서 떠납니다."],
  }),
  speech("Arabic", 0.9, {
    shay: ["حديقة صغيرة", "خبز البيت", "ساعة قديمة"],
    ask: ["كيف أعتني بـ#shay# في الشتاء؟", "ما أول خطوة إذا أردت #shay#؟"],
    answer: [
      "ابدأ بالقليل وانتظر يومًا كاملًا. مع #shay# الصبر أهم من الأدوات.\n\n- نظّفها بالماء فقط\n- اتركها في الظل\n- راجعها كل أسبوع",
    ],
    line: ["تغادر العبّارة الرصيف الشمالي في الساعة السابعة."],
  }),
  speech("Hebrew", 0.8, {
    davar: ["גינה קטנה", "לחם שיפון", "רדיו ישן"],
    ask: ["איך שומרים על #davar# בחורף?"],
    answer: ["קודם כול לייבש היטב. אחר כך לשמור במקום קריר, ולבדוק את #davar# פעם בשבוע."],
    line: ["הספרייה נסגרת היום בשעה ארבע."],
  }),
  speech("Russian", 1, {
    vesch: ["старые часы", "ржаной хлеб", "воздушного змея"],
    ask: ["С чего начать, если я хочу сделать #vesch#?"],
    answer: [
      "Начните с простого: день подготовки, ночь ожидания, утро проверки. И **ничего не торопите**.",
    ],
    line: ["Паром отходит в семь вечера от северного причала."],
  }),
  speech("Hindi", 0.9, {
    cheez: ["छोटा बगीचा", "पुरानी घड़ी", "घर की रोटी"],
    ask: ["#cheez# की देखभाल कैसे करूँ?"],
    answer: ["धीरे-धीरे शुरू कीजिए। #cheez# को रोज़ नहीं, हफ़्ते में एक बार देखना काफ़ी है।"],
    line: ["नाव सुबह सात बजे उत्तरी घाट से चलती है।"],
  }),
  speech("Greek", 1, {
    pragma: ["ένα μικρό περιβόλι", "το παλιό ραδιόφωνο"],
    ask: ["Πώς φροντίζω #pragma# τον χειμώνα;"],
    answer: ["Με υπομονή: λίγο νερό, λίγος ήλιος, και μια ματιά κάθε εβδομάδα."],
    line: ["Το πλοίο φεύγει στις επτά από τη βόρεια προβλήτα."],
  }),
];

function speech(name: string, density: number, grammar: Grammar): Speech {
  return { name, density, grammar };
}
