"""How templates are loaded: once, with everything in them that is the same on each request said beforehand.

Half of a page's time went into translating labels, looking up addresses of static files and drawing icons that never
change. With one language they are text, so they become text when a template is first loaded. Of an address with numbers
in it, the rest is looked up once.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.template import Context, NodeList, Origin, Template
from django.template.base import FilterExpression, Node, TextNode
from django.template.defaulttags import IfNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.html import conditional_escape

#: Stands in an address where a number will; no path of ours has it.
GAP: Final = 987654321


class Loader(cached.Loader):
    """Django's cached loader, which folds what is constant as long as there is one language."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        template = super().get_template(template_name, skip)
        if len(settings.LANGUAGES) == 1 and not hasattr(template, "is_folded"):
            fold(template.nodelist, template)
            template.is_folded = True  # type: ignore[attr-defined]
        return template


def fold(nodes: NodeList, template: Template) -> None:
    """Turn constant nodes into text and join neighbouring texts, in place, all the way down."""
    folded: list[Node] = []
    for node in nodes:
        for inner in children(node):
            fold(inner, template)
        text = node.s if isinstance(node, TextNode) else said_beforehand(node, template)
        if text is None:
            folded.append(AddressNode(node) if isinstance(node, URLNode) and has_numbers(node) else node)
        elif folded and isinstance(folded[-1], TextNode):
            folded[-1] = TextNode(folded[-1].s + text)
        else:
            folded.append(TextNode(text))
    nodes[:] = folded


def children(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):
        yield from (nodes for _condition, nodes in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        if isinstance(nodes := getattr(node, name, None), NodeList):
            yield nodes


class AddressNode(Node):
    """What a {% url %} with numbers says."""

    def __init__(self, url: URLNode) -> None:
        self.url = url
        self.name = str(url.view_name.var)
        self.origin, self.token = url.origin, url.token

    def render(self, context: Context) -> str:
        numbers = [argument.resolve(context) for argument in self.url.args]
        if not all(type(number) is int and number >= 0 for number in numbers):
            return str(self.url.render(context))
        return address(self.name, numbers)


def address(name: str, numbers: Sequence[int]) -> str:
    first, *others = around_numbers(name, len(numbers), get_script_prefix())
    return first + "".join(f"{number}{part}" for number, part in zip(numbers, others, strict=True))


@lru_cache(maxsize=256)
def around_numbers(name: str, count: int, _prefix: str) -> list[str]:
    """What stands before, between and after the numbers of an address. It is another one below another prefix."""
    return reverse(name, args=[GAP] * count).split(str(GAP))


def has_numbers(node: URLNode) -> bool:
    """Whether it may: the name of one of our own pages, with arguments that are known at each request."""
    if node.asvar or node.kwargs or not node.args:
        return False
    return is_literal(node.view_name) and ":" not in str(node.view_name.var)


def said_beforehand(node: Node, template: Template) -> str | None:
    """What `node` says on every request; None where that depends on it."""
    if not is_constant(node):
        return None
    context = Context()
    with context.bind_template(template):
        return conditional_escape(node.render(context))


def is_constant(node: Node) -> bool:
    if isinstance(node, TranslateNode):
        return not node.asvar and is_literal(node.filter_expression) and node.message_context is None
    if isinstance(node, BlockTranslateNode):
        return not node.asvar and not node.extra_context and not node.countervar and not has_variables(node)
    if isinstance(node, StaticNode):
        return not node.varname and is_literal(node.path)
    if isinstance(node, URLNode):
        return (
            not node.asvar and not node.kwargs and all(map(is_literal, [node.view_name, *node.args])) and exists(node)
        )
    if isinstance(node, SimpleNode):
        return not node.target_var and getattr(node.func, "is_constant", False) and all(map(is_literal, node.args))
    return False


def exists(node: URLNode) -> bool:
    """Whether it leads anywhere. Templates of others name pages that a project may not have, where nobody gets to."""
    try:
        node.render(Context())
    except NoReverseMatch:
        return False
    return True


def is_literal(expression: FilterExpression) -> bool:
    """Whether it is a text in quotation marks or a number, with no filter."""
    variable: Any = expression.var
    return not expression.filters and getattr(variable, "lookups", None) is None


def has_variables(node: BlockTranslateNode) -> bool:
    return any(token.token_type.name == "VAR" for token in node.singular)
