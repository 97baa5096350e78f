"""Files in the encodings that people's programs write."""

import pytest

from interviews.question_files.decoding import ENCODINGS, decode
from tests.question_files.makers import questions, read, said

RUSSIAN = "Вопрос;Категория\nРасскажите о конфликте в команде и как вы его решили?;Команда\nПочему вы?;Мотивация\n"
POLISH = (
    "Pytanie;Kategoria\nDlaczego chciałby Pan objąć to stanowisko?;Motywacja\nJak radzi sobie Pani z błędami?;Zespół\n"
)
CZECH = "Otázka;Kategorie\nProč byste chtěl tuto pozici a čím přispějete týmu?;Motivace\nKoho řídíte?;Vedení\n"
GERMAN = "Frage;Kategorie\nWarum möchten Sie diese Stelle?;Motivation\nWie führen Sie schwierige Gespräche?;Führung\n"
FRENCH = "Question;Catégorie\nPourquoi souhaitez-vous ce poste à responsabilité élevée ?;Motivation\n"
ENGLISH = "question,seat\nTell me about a time you didn’t agree with your boss – and what you did?,boss\n"
SPANISH = "Pregunta;Categoría\n¿Por qué quiere este puesto y qué aportaría usted al equipo?;Motivación\n"
GREEK = "Ερώτηση;Κατηγορία\nΓιατί θέλετε αυτή τη θέση στην εταιρεία μας;Κίνητρα\nΠεριγράψτε μια απόφαση;Ηγεσία\n"
TURKISH = "Soru;Kategori\nNeden bu göreve gelmek istiyorsunuz?;İstek\nÇatışmayı nasıl çözdünüz, anlatır mısınız?;Ekip\n"
JAPANESE = "質問,カテゴリ\nなぜこの役職に就きたいのですか。,動機\nチームの対立をどのように解決しましたか。,指導\n"
KOREAN = "질문,분류\n왜 이 직책을 원하십니까?,동기\n팀 안에서 갈등을 어떻게 해결했습니까?,리더십\n"
CHINESE = "题目,类别\n您为什么想要这个职位？,动机\n请讲述一次您在团队中解决冲突的经历。,领导力\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16-le"),
        (POLISH, "cp1250"),
        (CZECH, "cp1250"),
        (GERMAN, "cp1252"),
        (GERMAN * 2, "mac-roman"),
        (FRENCH, "cp1252"),
        (ENGLISH, "cp1252"),
        (SPANISH, "cp1252"),
        (GREEK, "cp1253"),
        (TURKISH, "cp1254"),
        (JAPANESE, "shift_jis"),
        (KOREAN, "euc-kr"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-16-be"),
    ],
)
def test_encoding_is_found_by_the_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


def test_guessed_encoding_is_said() -> None:
    bank = read(RUSSIAN.encode("cp1251"), mapping={"Вопрос": "question"})
    assert len(questions(bank)) == 2
    assert any("likeliest, cp1251" in words for _, _, words in said(bank.warnings))


def test_chosen_encoding_is_taken_without_a_word() -> None:
    bank = read(GERMAN.encode("cp1252"), encoding="cp1252")
    assert not any("encoding" in words for _, _, words in said(bank.warnings))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_can_be_chosen(encoding: str) -> None:
    assert "Why" in decode("Why?\n".encode(encoding), encoding)[0]
