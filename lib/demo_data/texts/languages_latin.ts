import type { Speech } from "./languages.ts";

/** Languages in Latin letters. */
export const LATIN: readonly Speech[] = [
  {
    name: "German",
    talk: {
      thing: [
        "die Regentonne",
        "das alte Radio",
        "das Vogelhaus",
        "die Kletterbohnen",
        "den Sauerteig",
      ],
      ask: [
        "Wie bekomme ich #thing1# gut über den Winter?",
        "Was muss ich beachten, wenn ich mich zum ersten Mal um #thing1# kümmere? Bitte kurz.",
      ],
      more: [
        "Und wenn ich nur eine Stunde Zeit habe?",
        "Danke! Geht das auch ohne Werkzeug?",
        "Kannst du das als Liste schreiben?",
      ],
      answer: [
        "Am besten in drei Schritten:\n\n1. Zuerst **gründlich trocknen** lassen.\n2. Dann an einen frostfreien Ort stellen.\n3. Einmal im Monat nachsehen.",
        "Wichtig ist vor allem Geduld. Wer jeden Tag nachhilft, macht mehr kaputt als der Frost.",
        "Es kommt darauf an, wie feucht der Raum ist. Ab etwa 70 % Luftfeuchte würde ich lüften, sonst nicht.",
        "| Monat | Was zu tun ist |\n| --- | --- |\n| Oktober | reinigen |\n| Januar | nachsehen |\n| März | wieder nach draußen |",
        "Übrigens: Altes Zeitungspapier genügt als Schutz, es muss nichts gekauft werden.",
      ],
    },
    lines: [
      "Die Fähre fährt heute wegen Nebels eine Stunde später.",
      "Bitte bringen Sie Handschuhe und eine Gartenschere mit.",
      "Die Bücherei ist montags geschlossen.",
      "Bewahren Sie den Beleg auf: Sie können zwei Wochen lang umtauschen.",
      "Der zweite Raum bleibt bis zum Frühjahr geschlossen.",
      "Hunde sind willkommen, Fahrräder nicht.",
    ],
  },
  {
    name: "French",
    talk: {
      thing: ["une soupe d’hiver", "un cerf-volant", "un petit potager", "une vieille lampe"],
      ask: [
        "Comment réussir #thing1# sans y passer la journée ?",
        "Quelles erreurs faut-il éviter avec #thing1# ?",
      ],
      more: [
        "Et si je n’ai pas de four ?",
        "Merci ! Plus court, s’il te plaît.",
        "Pourquoi pas dans l’autre ordre ?",
      ],
      answer: [
        "L’essentiel tient en trois mots : *peu*, *bien*, *lentement*. Commencez par ce que vous avez déjà.",
        "- Préparez tout la veille.\n- Goûtez, mesurez, notez.\n- Gardez une part pour demain.",
        "Il n’y a pas de secret : c’est l’attente qui fait le travail, pas la main.",
        "> Ce qui est pressé se recommence.\n\nComptez donc une heure de plus que prévu.",
      ],
    },
    lines: [
      "Le bac part aujourd’hui une heure plus tard à cause du brouillard.",
      "Merci d’apporter des gants et un sécateur.",
      "La bibliothèque est fermée le lundi.",
      "Gardez le reçu : l’échange est possible pendant deux semaines.",
      "La deuxième salle reste fermée jusqu’au printemps.",
      "Les chiens sont les bienvenus, les vélos non.",
    ],
  },
  {
    name: "Spanish",
    talk: {
      thing: ["un huerto en el balcón", "un pan de centeno", "una cometa", "un reloj de sol"],
      ask: [
        "¿Por dónde empiezo si quiero hacer #thing1#?",
        "¿Qué materiales necesito para #thing1#? Vivo en un piso pequeño.",
      ],
      more: [
        "¿Y si llueve toda la semana?",
        "¡Gracias! ¿Cuánto se tarda?",
        "¿Me lo pones en una tabla?",
      ],
      answer: [
        "¡Buena idea! Empieza por lo más sencillo y mira qué pasa durante una semana.",
        "| Paso | Tiempo |\n| --- | --- |\n| Preparar | 20 min |\n| Esperar | una noche |\n| Terminar | 15 min |",
        "Lo más importante es la luz: **cuatro horas al día** bastan, seis son mejores.",
        "Si algo sale mal, casi siempre es por prisa o por demasiada agua.",
      ],
    },
    lines: [
      "El transbordador sale hoy una hora más tarde por la niebla.",
      "Traigan guantes y tijeras de podar, por favor.",
      "La biblioteca cierra los lunes.",
      "Guarde el recibo: puede cambiarlo durante dos semanas.",
      "La segunda sala sigue cerrada hasta la primavera.",
      "Los perros son bienvenidos, las bicicletas no.",
    ],
  },
  {
    name: "Portuguese",
    talk: {
      thing: ["uma horta pequena", "um pão de milho", "um mapa antigo"],
      ask: ["Como posso cuidar de #thing1# sem gastar muito?"],
      more: ["E no inverno?", "Obrigado! Pode resumir?"],
      answer: [
        "Comece devagar: um pouco de água, um pouco de sol e muita paciência.",
        "1. Limpe com um pano seco.\n2. Deixe à sombra até amanhã.\n3. Veja de novo no fim da semana.",
        "O erro mais comum é fazer tudo no mesmo dia.",
      ],
    },
    lines: [
      "O barco parte hoje uma hora mais tarde por causa do nevoeiro.",
      "Tragam luvas e tesouras de jardim, por favor.",
      "A biblioteca fecha à segunda-feira.",
      "Guarde o recibo: pode trocar durante duas semanas.",
      "A segunda sala fica fechada até à primavera.",
      "Os cães são bem-vindos, as bicicletas não.",
    ],
  },
];
