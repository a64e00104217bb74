"""/luecken: what people asked in vain, one after the other, each with what an editor can do about it."""

from collections.abc import Callable
from datetime import date

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.assistant import Assistant
from bot.channels.plain_text import clean
from bot.channels.telegram import editor_texts as texts
from bot.channels.telegram.buttons import unknown_button
from bot.channels.telegram.context import BotContext, query_of
from bot.channels.telegram.keyboards import button
from bot.channels.telegram.rendering import Rendered, escape
from bot.channels.telegram.sending import acknowledge, replace, say
from bot.editing.append import GAPS_FILE, with_example, with_gap
from bot.editing.writing import EditError
from bot.journal.masking import unmasked
from bot.journal.questions import Group
from bot.knowledge.files import Contents
from bot.knowledge.model import Gap, Topic

SHOW_DATA, TOPIC_DATA, GAP_DATA, IGNORE_DATA = "lu:s:", "lu:t:", "lu:n:", "lu:i:"
PATTERN = r"lu:(s:[0-9]{1,4}|t:[0-9a-f]{12}:[a-z0-9_]{1,40}|[ni]:[0-9a-f]{12})\Z"

PROPOSED_TOPICS = 3
SHOWN_TEXTS = 5
IN_SUMMARY = 10


async def review(update: Update, context: BotContext) -> None:
    """Show what was asked most."""
    await say(update, context, await _page(context, 0))


async def press(update: Update, context: BotContext) -> None:
    """Do what an editor chose for a group of questions, or show the next one."""
    query = query_of(update)
    data = query.data or ""
    if not context.desk.editorial.admits(query.from_user, update.effective_chat):
        await unknown_button(update, context)
        return
    if data.startswith(SHOW_DATA):
        await acknowledge(query)
        await replace(update, context, await _page(context, int(data.removeprefix(SHOW_DATA))))
        return
    _, action, key, *topic = data.split(":")
    group = await context.desk.journal.questions.group(key)
    if group is None:
        await acknowledge(query, texts.QUESTION_GONE)
        return
    await acknowledge(query)
    if action == "i":
        await context.desk.journal.questions.ignore(group)
        done = texts.IGNORED.format(question=group.text)
    else:
        try:
            done = await (_to_topic(context, group, topic[0]) if topic else _to_gap(context, group))
        except EditError as error:
            await say(update, context, Rendered(escape(error.message)))
            return
        await context.desk.journal.questions.forget(group)
    next_one = InlineKeyboardButton(texts.NEXT, callback_data=f"{SHOW_DATA}0")
    await replace(update, context, Rendered(escape(done), InlineKeyboardMarkup.from_button(next_one)))


async def send_summary(context: BotContext) -> None:
    """Tell the editors once a week what is open; nothing if nothing is."""
    desk = context.desk
    if not desk.journal.replicas.first:  # one of several is enough
        return
    groups = await desk.journal.questions.groups(IN_SUMMARY)
    if groups and desk.questions_kept is not None:
        lines = [f"{group.count} × {group.text}" for group in groups]
        await desk.editorial.tell(context.bot, texts.message(texts.WEEKLY, lines, texts.WEEKLY_FOOT))


async def _page(context: BotContext, number: int) -> Rendered:
    desk = context.desk
    if desk.questions_kept is None:
        return Rendered(texts.QUESTIONS_OFF)
    groups = await desk.journal.questions.groups()
    if not groups:
        return Rendered(texts.NO_QUESTIONS)
    number %= len(groups)
    group = groups[number]
    times = "einmal" if group.count == 1 else f"{group.count}-mal"
    lines = [
        *(f"• {question.text}" for question in group.questions[:SHOWN_TEXTS]),
        "",
        f"{times} ({group.reasons}), {_days(group.first, group.last)}",
    ]
    nearest = _topics(desk.assistant, group)
    if nearest:
        lines.append(f"Am nächsten: {nearest[0][1]}")
    rows = [
        [made]
        for key, title in nearest
        if (made := button(texts.TO_TOPIC.format(title=title), f"{TOPIC_DATA}{group.key}:{key}"))
    ]
    rows.append(
        [
            InlineKeyboardButton(texts.NEW_GAP, callback_data=GAP_DATA + group.key),
            InlineKeyboardButton(texts.IGNORE, callback_data=IGNORE_DATA + group.key),
        ]
    )
    if len(groups) > 1:
        rows.append([InlineKeyboardButton(texts.NEXT, callback_data=f"{SHOW_DATA}{number + 1}")])
    head = f"<b>Offene Fragen</b> {number + 1} von {len(groups)}"
    return Rendered(texts.message(head, lines), InlineKeyboardMarkup(rows))


def _topics(assistant: Assistant, group: Group) -> list[tuple[str, str]]:
    """The nearest topics and gaps with their titles: those found when it was asked, then what looks alike."""
    known = assistant.knowledge
    found = [question.topic for question in group.questions if question.topic]
    found += [alike.topic for alike in assistant.suggestions(unmasked(group.text), PROPOSED_TOPICS)]
    entries: dict[str, Topic | Gap] = {**known.topics, **known.gaps}
    return [(key, clean(entries[key].title)) for key in dict.fromkeys(found) if key in entries][
        :PROPOSED_TOPICS
    ]


async def _to_topic(context: BotContext, group: Group, topic: str) -> str:
    question = unmasked(group.text)
    await _edit(context, f"„{question}“ bei {topic}", lambda base: with_example(base, topic, question))
    known = context.desk.assistant.knowledge
    entry = known.topics.get(topic) or known.gaps.get(topic)
    return texts.ADDED.format(question=question, title=entry.title if entry else topic)


async def _to_gap(context: BotContext, group: Group) -> str:
    asked = [unmasked(question.text) for question in group.questions[:SHOWN_TEXTS]]
    keys: list[str] = []

    def edit(base: Contents) -> Contents:
        edited, key = with_gap(base, asked)
        keys.append(key)
        return edited

    await _edit(context, f"Neue Lücke „{asked[0]}“", edit)
    return texts.GAP_ADDED.format(key=keys[-1], file=GAPS_FILE)


async def _edit(context: BotContext, what: str, edit: Callable[[Contents], Contents]) -> None:
    live = context.desk.editorial.live
    if live is None:
        raise EditError(texts.NO_FOLDER)
    await live.apply(await live.propose(what, edit))


def _days(first: date, last: date) -> str:
    return f"am {first:%d.%m.%Y}" if first == last else f"vom {first:%d.%m.%Y} bis {last:%d.%m.%Y}"
