"""Documents stay true: links lead somewhere, twins match, words of the glossary are words of the code."""

import re

from tests.architecture import documents, tree

DOCS = tree.ROOT / "docs"
HANDBOOK = DOCS / "handbook"


def test_every_link_leads_somewhere() -> None:
    """To a file that exists, a heading in it, a name that the linked Python file defines."""
    broken = [str(link) for page in documents.pages() for link in documents.links(page) if not _leads(link)]
    assert broken == []


def _leads(link: documents.Link) -> bool:
    if not link.target.exists() or not documents.defines(link):
        return False
    return not link.anchor or link.target.suffix != ".md" or link.anchor in documents.anchors(link.target)


def test_every_picture_exists_and_says_what_it_shows() -> None:
    """`make screenshots` takes them from the running sandbox."""
    pictures = [link for page in documents.pages() for link in documents.links(page, pictures=True)]
    assert pictures
    assert [str(link) for link in pictures if not link.target.exists()] == []
    assert [str(link) for link in pictures if len(link.text) < 10] == []


def test_the_readme_and_its_russian_twin_have_the_same_chapters() -> None:
    """Heading for heading, command for command, link for link."""
    english, russian = tree.ROOT / "README.md", tree.ROOT / "README.ru.md"
    assert [depth for depth, _ in documents.headings(english)] == [
        depth for depth, _ in documents.headings(russian)
    ]
    code = re.compile(r"^(?:make|veche|docker|cp) .+$", re.MULTILINE)
    assert [one.split("  ")[0] for one in code.findall(tree.read(english))] == [
        one.split("  ")[0] for one in code.findall(tree.read(russian))
    ]
    twins = {english, russian}
    assert [link.target for link in documents.links(english) if link.target not in twins] == [
        link.target for link in documents.links(russian) if link.target not in twins
    ]


def test_every_decision_stands_in_the_index() -> None:
    """Numbers follow each other, each number is used once."""
    index = DOCS / "decisions/README.md"
    listed = [link.target.name for link in documents.links(index) if link.target.suffix == ".md"]
    written = sorted(path.name for path in (DOCS / "decisions").glob("[0-9]*.md"))
    assert [name for name in listed if name[0].isdigit() and name in written][-len(written) :] == written
    assert [int(name[:4]) for name in written] == list(range(len(written)))


def test_every_decision_says_what_why_and_at_what_cost() -> None:
    """The template's three questions."""
    for path in (DOCS / "decisions").glob("[0-9]*.md"):
        assert [words for depth, words in documents.headings(path) if depth == 2] == [
            "What",
            "Why",
            "What it costs",
        ], path.name


def test_a_word_of_the_glossary_that_is_in_use_is_in_the_code() -> None:
    """Each term has a place in the code, or says that its issue comes later."""
    page = DOCS / "glossary.md"
    rows = documents.rows(page)
    assert len(rows) > 40
    for russian, english, meaning, place in rows:
        assert re.search("[а-я]", russian)
        assert meaning
        links = documents.links_in(page, place)
        assert links or place == "later", english
        words = [re.escape(word)[:5] for word in re.findall(r"[a-z]+", english.lower())]
        found = any(
            all(re.search(word, tree.read(link.target).lower()) for word in words)
            for link in links
            if link.target.is_file()
        )
        assert found or not links, f"{english} does not occur in {place}"


def test_the_glossary_names_each_thing_once() -> None:
    """One Russian word, one English word."""
    rows = documents.rows(DOCS / "glossary.md")
    for column in (0, 1):
        words = [row[column] for row in rows]
        assert len(words) == len(set(words))


def test_the_changelog_tells_the_version_that_is_built() -> None:
    """Keep a Changelog: an Unreleased part, then versions with dates, newest first."""
    text = tree.read(tree.ROOT / "CHANGELOG.md")
    versions = re.findall(r"^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$", text, re.MULTILINE)
    assert versions[0] == ("Unreleased", "")
    assert all(date for _, date in versions[1:])


def test_the_handbook_calls_buttons_by_their_names() -> None:
    """What is bold in the pages for people is a text of the Russian bots."""
    texts = " ".join(text for path, text in tree.texts(".ftl") if path.startswith("locales/ru/")).lower()
    named = {
        (path.name, word)
        for path in HANDBOOK.glob("*.md")
        if path.name not in {"README.md", "operator.md"}
        for word in re.findall(r"\*\*([^*]+?)\.?\*\*", tree.read(path))
    }
    assert len(named) > 10
    assert {(page, word) for page, word in named if word.lower() not in texts} == set()


def test_the_operators_page_names_every_setting() -> None:
    """And no other."""
    text = tree.read(HANDBOOK / "operator.md")
    offered = re.findall(r"^(VECHE_[A-Z_]+)=", tree.read(tree.ROOT / ".env.example"), re.MULTILINE)
    assert set(re.findall(r"VECHE_[A-Z]+(?:_[A-Z]+)*", text)) == set(offered)
