"""Which column holds what: known headings in fifteen languages, then a guess from the values."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from interviews.question_files.limits import SAMPLES
from interviews.question_files.results import Cell, Column, ReadOptions
from interviews.question_files.vocabulary import DIFFICULTY_BY_WORD, KIND_BY_WORD, SEAT_BY_WORD, fold_word

FIELDS: Final = (
    "question", "code", "seat", "kind", "competency", "theme", "difficulty", "probes", "listen_for", "section",
)  # fmt: skip
"""What a column can be mapped to. A `section` is a competency, seat or kind where it names one, else a theme."""
SEVERAL: Final = frozenset({"probes", "listen_for"})
"""Fields that may be spread over several columns ("Probe 1", "Probe 2")."""
IGNORED: Final = "-"

HEADING_WORDS: Final[Mapping[str, str]] = {
    "question": """question; questions; question text; interview question; interview questions; the question; question
        wording; main question; primary question; q; query; prompt; frage; fragen; fragetext; interviewfrage;
        interviewfragen; fragestellung; hauptfrage; question d entretien; questions d entretien; texte de la question;
        intitule; intitule de la question; enonce; libelle; pregunta; preguntas; texto de la pregunta; pregunta de
        entrevista; preguntas de entrevista; enunciado; pergunta; perguntas; texto da pergunta; pergunta de
        entrevista; perguntas de entrevista; questao; questoes""",
    "code": """code; id; question id; question code; question no; question number; question nr; ref; reference; key;
        slug; identifier; uid; uuid; kennung; kennzeichen; schlussel; fragen id; frage id; fragennummer; identifiant;
        cle; reference question; codigo; clave; identificador; referencia; chave""",
    "seat": """seat; asked by; asker; interviewer; interviewer role; panelist; panellist; panel member; panel seat; who
        asks; role; rolle; rol; papel; role of interviewer; sitz; platz; gefragt von; fragesteller; fragestellerin;
        wer fragt; interviewerin;
        gremiumsmitglied; siege; poste du jury; pose par; posee par; qui demande; membre du jury; intervieweur;
        recruteur; asiento; puesto del panel; pregunta de; preguntado por; quien pregunta; entrevistador;
        entrevistadora; lugar; assento; perguntado por; quem pergunta; membro do painel""",
    "kind": """kind; type; question type; type of question; style; question style; art; typ; fragetyp; frageart;
        fragentyp; art der frage; genre; type de question; nature; tipo; tipo de pregunta; clase; tipo de pergunta;
        tipo de questao""",
    "competency": """competency; competencies; competence; competences; competency key; skill; skills; criterion;
        criteria; dimension; kompetenz; kompetenzen; kompetenzbereich; fahigkeit; fahigkeiten; kriterium; competence
        evaluee; critere; aptitude; competencia; competencias; habilidad; habilidades; criterio; habilidade; aptidao""",
    "theme": """theme; themes; tag; tags; topic; topics; subject; label; keyword; thema; themen; themengebiet;
        schlagwort; schlagworter; stichwort; etiquette; sujet; mot cle; tema; temas; etiqueta; asunto; palabra clave;
        assunto; rotulo; palavra chave""",
    "section": """section; category; categories; group; area; chapter; heading; domain; block; part; bereich; kategorie;
        abschnitt; gruppe; kapitel; rubrik; categorie; rubrique; partie; groupe; domaine; chapitre; volet; categoria;
        seccion; apartado; grupo; ambito; bloque; secao; area tematica; capitulo; bloco""",
    "difficulty": """difficulty; difficulty level; level; level of difficulty; hardness; schwierigkeit;
        schwierigkeitsgrad; niveau; stufe; difficulte; niveau de difficulte; dificultad; nivel; nivel de dificultad;
        dificuldade; nivel de dificuldade""",
    "probes": """probe; probes; probing question; probing questions; follow up; follow ups; followup; followups; follow
        up question; follow up questions; followup question; followup questions; sub question; sub questions;
        subquestions; further questions; nachfrage; nachfragen; zusatzfrage; zusatzfragen; vertiefungsfrage;
        vertiefungsfragen; folgefrage; folgefragen; anschlussfrage; anschlussfragen; rückfrage; relance; relances;
        question de relance; questions de relance; question complementaire; questions complementaires; sous question;
        sous questions; repregunta; repreguntas; seguimiento; pregunta de seguimiento; preguntas de seguimiento;
        acompanhamento; pergunta de acompanhamento; perguntas de acompanhamento; perguntas de seguimento;
        desdobramento; desdobramentos""",
    "listen_for": """
        listen for; listening for; look for; looking for; what to listen for; what to look for; strong
        answer; good answer; focus on; good answer includes; a good answer includes; strong answer includes;
        what we look for; green flags; positive signals; signals; what a strong answer covers; positive
        indicators; indicators; evidence sought; expected points; key points; achten auf; worauf achten;
        darauf achten; worauf zu achten ist; gute antwort; erwartung; erwartungen; erwartungshorizont; a
        ecouter; points attendus; points cles; elements attendus; bonne reponse; indicateurs; escuchar; que
        escuchar; puntos clave; buena respuesta; indicadores; o que ouvir; pontos chave; pontos esperados;
        boa resposta""",
    IGNORED: """problem; problems; answer; answers; response; responses; reply; candidate answer; sample answer;
        model answer; correct
        answer; score; scores; rating; ratings; points; mark; marks; grade; weight; total; result; comment; comments;
        remarks; notes; note; important; tip; tips; avoid; red flag; red flags; structure; pitfalls; common mistakes;
        feedback; candidate; candidates; candidate name; applicant; employee; name; first name; last
        name; surname; full name; email; e mail; mail; phone; telephone; date; created; created at; updated at;
        created on; updated; timestamp; author; status; antwort; antworten; musterantwort; bewertung; bewertungen;
        punkte; punktzahl; ergebnis; note; kommentar; bemerkung; bemerkungen; anmerkung; anmerkungen; notizen;
        kandidat; kandidatin; bewerber; bewerberin; mitarbeiter; vorname; nachname; e mail adresse; telefon; datum;
        gewichtung; summe; reponse; reponses; reponse du candidat; reponse type; evaluation; noter; score obtenu;
        resultat; commentaire; commentaires; remarques; candidat; nom; prenom; nom du candidat; courriel; adresse e
        mail; ponderation; respuesta; respuestas; respuesta modelo; puntuacion; puntaje; puntos; calificacion;
        resultado; valoracion; comentario; comentarios; notas; observaciones; candidato; candidata; nombre; apellido;
        apellidos; correo; correo electronico; telefono; fecha; resposta; respostas; resposta modelo; pontuacao;
        pontos; nota; avaliacao; observacoes; nome; sobrenome; apelido; data""",
}
MORE_HEADING_WORDS: Final[Mapping[str, str]] = {
    "question": """
        题目; 问题; 題目; 面试问题; 面试题; 問題; 面試問題; 質問; 質問文; 面接質問; 設問; 질문; 면접 질문; 문항;
        вопрос; вопросы; текст вопроса; вопрос для собеседования; سؤال; السؤال; الأسئلة; سؤال المقابلة; प्रश्न;
        सवाल; साक्षात्कार प्रश्न; domanda; domande; testo della domanda; domanda di colloquio; quesito; vraag;
        vragen; vraagtekst; interviewvraag; interviewvragen; pytanie; pytania; treść pytania;
        pytanie rekrutacyjne; soru; sorular; soru metni; mülakat sorusu; görüşme sorusu""",
    "section": """
        类别; 分类; 類別; 分類; カテゴリ; カテゴリー; 区分; 分野; 분류; 카테고리; 범주; категория; раздел;
        группа; فئة; الفئة; التصنيف; قسم; श्रेणी; वर्ग; categoria; sezione; gruppo; categorie; rubriek;
        onderdeel; afdeling vraag; kategoria; dział; sekcja; kategori; bölüm; grup""",
    "competency": """
        能力; 评估能力; 評估能力; 胜任力; 素质; 職能; コンピテンシー; 能力要件; 評価項目; 역량; компетенция;
        компетенции; навык; كفاءة; الكفاءة; الجدارة; مهارة; योग्यता; क्षमता; कौशल; competenza; competenze;
        abilità; competentie; competenties; vaardigheid; vaardigheden; kompetencja; kompetencje; umiejętność;
        yetkinlik; yetkinlikler; beceri""",
    "difficulty": """
        难度; 难易度; 難度; 難易度; 難しさ; 난이도; сложность; уровень сложности; صعوبة; الصعوبة; مستوى الصعوبة;
        कठिनाई; कठिनाई स्तर; difficoltà; livello di difficoltà; livello; moeilijkheid; moeilijkheidsgraad;
        trudność; poziom trudności; poziom; zorluk; zorluk derecesi; seviye""",
    "probes": """
        追问; 追問; 追问问题; 追問問題; 跟進問題; 后续问题; 跟进问题; 深掘り質問; 追加質問; フォローアップ;
        후속 질문; 추가 질문; 꼬리 질문; уточняющий вопрос; уточняющие вопросы; дополнительные вопросы;
        سؤال متابعة; أسئلة متابعة; अनुवर्ती प्रश्न; domanda di approfondimento; domande di approfondimento;
        domande successive; vervolgvraag; vervolgvragen; doorvraag; doorvragen; pytanie pogłębiające;
        pytania pogłębiające; pytania dodatkowe; takip sorusu; takip soruları; ek sorular""",
    "listen_for": """
        评分要点; 評分要點; 考察要点; 考察点; 评价要点; 評価ポイント; 着眼点; 평가 포인트; 평가 기준;
        на что обратить внимание; критерии ответа; نقاط التقييم; cosa ascoltare; punti chiave; elementi attesi;
        waar op letten; let op; aandachtspunten; na co zwrócić uwagę; neye dikkat edilmeli; beklenen noktalar""",
    "seat": """
        提问人; 面试官; 質問者; 面接官; 면접관; кто спрашивает; интервьюер; السائل; المحاور; साक्षात्कारकर्ता;
        chi chiede; intervistatore; wie vraagt; kto pyta; rekruter; soran; mülakatçı""",
    "kind": """
        题型; 类型; 種類; 質問タイプ; 유형; 질문 유형; тип; тип вопроса; نوع; نوع السؤال; प्रकार;
        tipo di domanda; soort; soort vraag; rodzaj; rodzaj pytania; typ pytania; tür; soru tipi; soru türü""",
    IGNORED: """
        答案; 参考答案; 題目意圖; 题目意图; 範例回答; 范例回答; 回答; 備考; 备注; 得分; 分数; 姓名; 日付; 解答;
        回答例; 模範解答; 답변; 모범 답안; 정답; 점수; 비고; 이름; ответ; ответы; пример ответа; комментарий;
        примечание; оценка; балл; имя; дата; إجابة; الإجابة; الجواب; ملاحظات; الدرجة; الاسم; التاريخ; उत्तर;
        जवाब; टिप्पणी; अंक; नाम; risposta; risposte; risposta modello; punteggio; commento; note; nome e cognome;
        antwoord; antwoorden; voorbeeldantwoord; opmerking; opmerkingen; naam; odpowiedź; odpowiedzi;
        przykładowa odpowiedź; uwagi; ocena; imię; nazwisko; cevap; yanıt; örnek cevap; puan; yorum; notlar;
        isim; ad soyad; zeitstempel; horodateur; marca temporal; carimbo de data hora; 时间戳; タイムスタンプ;
        타임스탬프; отметка времени; informazioni cronologiche; tijdstempel; sygnatura czasowa; zaman damgası;
        submission date; submitted at; start time; completion time; respondent""",
}
"""The same in Chinese, Japanese, Korean, Russian, Arabic, Hindi, Italian, Dutch, Polish and Turkish."""
WEAK_WORDS: Final = (
    "title; text; item; name of question; description; content; body; statement; sentence; titel; inhalt; satz;"
    " beschreibung; titre; texte; contenu; titulo; texto; contenido; descripcion; conteudo; descricao"
)
"""Headings that often hold the question, but only believed when the values look like questions."""
LANGUAGES: Final[Mapping[str, str]] = {
    "en": "en; eng; english; englisch; anglais; ingles",
    "de": "de; deu; ger; german; deutsch; allemand; aleman; alemao",
    "fr": "fr; fra; fre; french; franzosisch; francais; frances",
    "es": "es; spa; spanish; spanisch; espagnol; espanol; castellano; espanhol",
    "pt": "pt; por; portuguese; portugiesisch; portugais; portugues; portugues brasileiro",
}
STARTERS: Final = frozenset(
    [
        "tell",
        "describe",
        "explain",
        "give",
        "walk",
        "talk",
        "imagine",
        "suppose",
        "share",
        "name",
        "list",
        "think",
        "consider",
        "how",
        "what",
        "why",
        "when",
        "where",
        "who",
        "which",
        "can",
        "could",
        "would",
        "will",
        "do",
        "did",
        "have",
        "has",
        "are",
        "is",
        "was",
        "were",
        "if",
        "in",
        "should",
        "please",
        "assume",
        "picture",
        "convince",
        "sell",
        "erzählen",
        "beschreiben",
        "erklären",
        "nennen",
        "schildern",
        "stellen",
        "welche",
        "welcher",
        "welches",
        "wie",
        "was",
        "warum",
        "weshalb",
        "wer",
        "wo",
        "wann",
        "haben",
        "können",
        "würden",
        "sind",
        "worin",
        "womit",
        "woran",
        "wofür",
        "wozu",
        "inwiefern",
        "angenommen",
        "geben",
        "berichten",
        "parlez",
        "décrivez",
        "expliquez",
        "donnez",
        "racontez",
        "citez",
        "imaginez",
        "supposons",
        "quel",
        "quelle",
        "quels",
        "quelles",
        "comment",
        "pourquoi",
        "que",
        "qui",
        "quand",
        "où",
        "avez",
        "êtes",
        "pouvez",
        "si",
        "qu'est-ce",
        "cuénteme",
        "cuéntenos",
        "hábleme",
        "describa",
        "describe",
        "explique",
        "dé",
        "mencione",
        "imagine",
        "qué",
        "cómo",
        "por",
        "cuál",
        "cuáles",
        "cuándo",
        "quién",
        "dónde",
        "ha",
        "¿qué",
        "¿cómo",
        "¿por",
        "¿cuál",
        "¿cuáles",
        "conte",
        "fale",
        "descreva",
        "explique",
        "dê",
        "cite",
        "imagine",
        "o",
        "qual",
        "quais",
        "como",
        "quando",
        "quem",
        "onde",
        "porque",
        "você",
        "já",
    ]
)


def split_words(line: str) -> list[str]:
    return [fold_word(word.strip()) for word in line.split(";")]


PERSONAL_WORDS: Final = """
    candidate; candidates; candidate name; applicant; employee; name; first name; last name; surname; full
    name; email; e mail; mail; phone; telephone; date of birth; kandidat; kandidatin; bewerber; bewerberin;
    mitarbeiter; mitarbeiterin; vorname; nachname; e mail adresse; telefon; geburtsdatum; candidat; candidate;
    nom; prenom; nom du candidat; courriel; adresse e mail; candidato; candidata; nombre; apellido; apellidos;
    correo; correo electronico; telefono; nome; sobrenome; apelido; telefone
"""
"""Headings of columns that name people. They are never loaded, but the file should not travel with them."""

FIELD_BY_HEADING: Final = {
    word: name
    for words in (MORE_HEADING_WORDS, HEADING_WORDS)
    for name, line in words.items()
    for word in split_words(line)
}
TIMESTAMPS: Final = frozenset(
    split_words(
        "timestamp; zeitstempel; horodateur; marca temporal; carimbo de data hora; 时间戳; タイムスタンプ; 타임스탬프;"
        " отметка времени; informazioni cronologiche; tijdstempel; sygnatura czasowa; zaman damgası; submission date;"
        " submitted at; start time; completion time; created at; date"
    )
)
"""Headings that only the export of a form has; the others in its row are what the form asked."""
ROLES: Final = frozenset(split_words("role; rolle; rol; papel"))
"""Headings of the interviewer's seat, or of the role somebody applies for: their values say which."""
RANK: Final = {word: rank for line in HEADING_WORDS.values() for rank, word in enumerate(split_words(line))}
WEAK: Final = frozenset(split_words(WEAK_WORDS))
LANGUAGE_BY_WORD: Final = {word: code for code, line in LANGUAGES.items() for word in split_words(line)}
PERSONAL: Final = frozenset(split_words(PERSONAL_WORDS))
ADDRESS: Final = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w")
LAST_NUMBER: Final = re.compile(r"[ ]?\d{1,2}$")
QUESTION_MARKS: Final = frozenset("?？؟")
LONGEST_LABEL: Final = 40
LONGEST_REGION: Final = 4
MANY_WORDS: Final = 6
ENOUGH: Final = 0.4
"""Share of a column's values that must look like questions before it is guessed to hold them."""


def fold_heading(heading: str) -> str:
    """The form in which headings are compared and remembered: "Follow-up_2" -> "follow up 2"."""
    return fold_word(heading)


def field_of_heading(heading: str) -> str:
    """The field a heading names; IGNORED for answers, scores and people; "" when unknown."""
    folded = fold_heading(heading)
    return (
        FIELD_BY_HEADING.get(folded)
        or FIELD_BY_HEADING.get(LAST_NUMBER.sub("", folded))
        or FIELD_BY_HEADING.get(without_language(folded))
        or ""
    )


def without_language(folded: str) -> str:
    """ "question en" -> "question"; unchanged when its last word names no language."""
    first, _, last = folded.rpartition(" ")
    return first if first and last in LANGUAGE_BY_WORD else folded


def language_of_heading(heading: str) -> str:
    """Two letters for headings like "Question (EN)" or "frage_de", else ""."""
    first, _, last = fold_heading(heading).rpartition(" ")
    return LANGUAGE_BY_WORD.get(last, "") if first else ""


def language_code(said: str) -> str:
    """A language as its code: "English" -> "en", "pt_BR" -> "pt-br"; what is unknown stays, in small letters."""
    folded = fold_word(said)
    first, _, region = folded.partition(" ")
    known = LANGUAGE_BY_WORD.get(folded) or LANGUAGE_BY_WORD.get(first)
    if known and region and folded not in LANGUAGE_BY_WORD and len(region) <= LONGEST_REGION:
        return f"{known}-{region}"
    return known or said.strip().casefold().replace("_", "-")


def looks_like_question(value: str) -> bool:
    """Loosely: a question mark, the first word of a question or request, or simply many words."""
    value = value.strip()
    return bool(value) and (value[-1] in QUESTION_MARKS or len(value.split()) >= MANY_WORDS or is_starter(value))


def is_starter(value: str) -> bool:
    """Whether it begins as questions and requests do: "Tell me", "In what way", "Wie würden"."""
    words = value.casefold().split(None, 2)
    return len(words) > 1 and (words[0] in STARTERS or words[1] in STARTERS)


def question_score(values: Sequence[str]) -> float:
    """Share of the values that look like a question, 0–1; paragraphs are answers, not questions."""
    filled = [value for value in values if value.strip()]
    return sum(looks_like_question(value) and len(value) < 600 for value in filled) / len(filled) if filled else 0.0


def header_index(rows: Sequence[tuple[int, Sequence[Cell]]]) -> int | None:
    """Index of the header among the first rows; None when the first filled row already holds data."""
    filled = [(index, [texts(cell) for cell in cells]) for index, (_, cells) in enumerate(rows) if any(cells)]
    for index, cells in filled[:20]:
        fields = {field_of_heading(cell) for cell in cells if cell.strip()} - {"", IGNORED}
        if "question" in fields or len(fields) > 1:
            return index
    return filled[0][0] if filled and looks_like_header(filled[0][1], [cells for _, cells in filled[1:]]) else None


def looks_like_header(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Short different labels over something else; a first row of questions or of known values is no header."""
    labels = [cell.strip() for cell in cells if cell.strip()]
    if len(labels) > 1 and any(fold_heading(label) in TIMESTAMPS for label in labels[:3]):
        return bool(below)
    sure = any(map(field_of_heading, labels))
    if len(labels) < 2 and not sure:
        return False
    return bool(below) and len(set(labels)) == len(labels) and all(is_label(label, sure=sure) for label in labels)


def is_label(text: str, *, sure: bool) -> bool:
    """Whether a cell could be a heading; `sure` when another in its row is a known one ("ref" by "What we ask")."""
    short = len(text) <= LONGEST_LABEL and text[-1] not in "?.!:？"
    return short and not is_value(text) and (sure or not looks_like_question(text))


def is_value(text: str) -> bool:
    """Whether a cell is what seats, kinds and numbers look like: data rather than a heading."""
    folded = fold_word(text)
    known = folded in SEAT_BY_WORD or folded in KIND_BY_WORD or folded in DIFFICULTY_BY_WORD
    return (known and folded not in FIELD_BY_HEADING) or folded.replace(" ", "").isdigit()


def texts(cell: Cell) -> str:
    return cell if isinstance(cell, str) else " | ".join(cell)


def map_columns(
    headings: Sequence[str], rows: Sequence[Sequence[Cell]], *, options: ReadOptions, competencies: Mapping[str, str]
) -> list[Column]:
    """Every column with its field, in this order of trust: chosen, remembered, known heading, guess from `rows`."""
    columns = [blank_column(number, heading, headings, rows) for number, heading in enumerate(headings, 1)]
    chosen = {fold_name(name): field for name, field in (options.mapping or {}).items()}
    for column in columns:
        resolve_column(column, chosen, options.remembered or {})
        if column.how == "known" and fold_heading(column.heading) in ROLES and not names_seats(column, rows):
            column.field, column.how = IGNORED, ""
    prefer_language(columns, options.language)
    keep_best(columns)
    guess(columns, rows, competencies)
    for column in columns:
        column.field = "" if column.field == IGNORED else column.field
    return columns


def personal_columns(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """Columns that name people: by their heading, or by e-mail addresses among their values."""
    return [
        column
        for column in columns
        if fold_heading(column.heading) in PERSONAL
        or (
            column.field != "question"
            and any("@" in value and ADDRESS.search(value) for value in values_of(rows, column.number))
        )
    ]


def blank_column(number: int, heading: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Column:
    unique = heading.strip() and headings.count(heading) == 1
    values = values_of(rows, number)
    samples = tuple(dict.fromkeys(value.strip()[:200] for value in values if value.strip()))[:SAMPLES]
    name = heading.strip() if unique else f"column {number}"
    return Column(number, heading.strip(), name, "", "", samples)


def values_of(rows: Iterable[Sequence[Cell]], number: int) -> list[str]:
    return [texts(cells[number - 1]) for cells in rows if len(cells) >= number]


def names_seats(column: Column, rows: Sequence[Sequence[Cell]]) -> bool:
    values = [fold_word(value) for value in values_of(rows, column.number) if value.strip()]
    return any(value in SEAT_BY_WORD for value in values) or not values


def fold_name(name: str) -> str:
    return " ".join(name.split()).casefold()


def resolve_column(column: Column, chosen: Mapping[str, str], remembered: Mapping[str, str]) -> None:
    for name in (f"column {column.number}", fold_name(column.name)):
        if name in chosen:
            column.field, column.how = chosen[name] or IGNORED, "chosen"
            return
    if column.heading and fold_heading(column.heading) in remembered:
        column.field, column.how = remembered[fold_heading(column.heading)] or IGNORED, "remembered"
    elif column.heading and (field := field_of_heading(column.heading)):
        column.field, column.how = field, "known"


def prefer_language(columns: Sequence[Column], language: str) -> None:
    """Of "Question (EN)" and "Question (DE)" only the wanted one counts, or the first."""
    known = [column for column in columns if column.how == "known" and column.field != IGNORED]
    wanted: dict[str, str] = {}
    for column in known:
        spoken = language_of_heading(column.heading)
        if spoken and (column.field not in wanted or spoken == language[:2].casefold()):
            wanted[column.field] = spoken
    for column in known:
        spoken = language_of_heading(column.heading)
        if spoken and spoken != wanted[column.field]:
            column.field, column.how = IGNORED, ""


def keep_best(columns: Sequence[Column]) -> None:
    """One column for each field but probes and listen-for points: by trust, then by how exact its heading is."""
    trust = {"chosen": 0, "remembered": 1, "known": 2}
    taken: set[str] = set()
    fielded = [column for column in columns if column.field not in ("", IGNORED)]
    for column in sorted(fielded, key=lambda column: (trust[column.how], rank_of(column.heading), column.number)):
        if column.field in taken and column.field not in SEVERAL:
            column.field, column.how = "", ""
        taken.add(column.field)


def rank_of(heading: str) -> int:
    return RANK.get(fold_heading(heading), len(RANK))


def guess(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], competencies: Mapping[str, str]) -> None:
    taken = {column.field for column in columns}
    free = [column for column in columns if not column.field]
    if "question" not in taken:
        take_likeliest_question(free, rows)
    for column in free:
        field = "" if column.field else field_of_values(values_of(rows, column.number), competencies)
        if field and field not in taken:
            column.field, column.how = field, "guess"
            taken.add(field)


def take_likeliest_question(free: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    def score(column: Column) -> float:
        weak = fold_heading(column.heading) in WEAK
        return question_score(values_of(rows, column.number)) + (0.3 if weak else 0.0)

    best = max(free, key=score, default=None)
    if best and may_hold_questions(values_of(rows, best.number), len(rows)):
        best.field, best.how = "question", "guess"


def may_hold_questions(values: Sequence[str], rows: int) -> bool:
    """Filled in most rows, mostly like questions, and some of them plainly so rather than only long."""
    filled = [value for value in values if value.strip()]
    plainly = sum(value.strip()[-1] in QUESTION_MARKS or is_starter(value) for value in filled)
    return 2 * len(filled) >= rows and question_score(filled) >= ENOUGH and 5 * plainly >= len(filled) > 0


def field_of_values(values: Sequence[str], competencies: Mapping[str, str]) -> str:
    """ "seat", "kind" or "competency" when nearly every value is one; the rest is for the person to say."""
    folded = [fold_word(value) for value in values if value.strip()]
    if not folded:
        return ""
    known: tuple[tuple[str, Mapping[str, object]], ...] = (
        ("competency", {fold_word(word): key for word, key in competencies.items()}),
        ("seat", SEAT_BY_WORD),
        ("kind", KIND_BY_WORD),
    )
    return next((field for field, words in known if sum(v in words for v in folded) >= 0.9 * len(folded)), "")
