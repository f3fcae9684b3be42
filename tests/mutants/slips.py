"""Slips that a person could make in the program itself, each with the tests that have to find it."""

from typing import NamedTuple


class Slip(NamedTuple):
    """A text in a module that becomes another, and the tests that fail then; `quick` ones are tried in the suite."""

    what: str
    module: str
    was: str
    becomes: str
    caught_by: tuple[str, ...]
    quick: bool = False


def row(slip: Slip) -> str:
    """Return the line that docs/soak.md has for a slip."""
    tests = ", ".join(f"`{test.removeprefix('tests/').removesuffix('.py')}`" for test in _by_file(slip))
    return f"| {slip.what} | {tests} |"


def _by_file(slip: Slip) -> list[str]:
    return list(dict.fromkeys(test.partition("::")[0] for test in slip.caught_by))


SAVING, HOSTILE = "tests/storage/test_saving.py::", "tests/ui/test_hostile.py::"

SLIPS = (
    Slip(
        "a session is written into its own file, open(..., 'w')",
        "storage/durable.py",
        '    temporary = beside(path, "" if durable else f".{os.getpid()}")\n',
        "    path.write_bytes(data)\n    return Stamp.of(path.stat())\n"
        '    temporary = beside(path, "" if durable else f".{os.getpid()}")\n',
        (
            f"{SAVING}test_a_failing_disk_leaves_the_file_as_it_was",
            f"{SAVING}test_a_save_is_written_synced_put_in_place_and_synced",
            f"{SAVING}test_files_and_folders_are_private_whatever_the_mask",
        ),
        quick=True,
    ),
    Slip(
        "the bytes are not waited for",
        "storage/durable.py",
        "            if durable:\n                os.fsync(handle)\n",
        "",
        (f"{SAVING}test_a_save_is_written_synced_put_in_place_and_synced",),
    ),
    Slip(
        "the new name is not waited for",
        "storage/durable.py",
        "    if durable:\n        sync_folder(path.parent)\n",
        "",
        (f"{SAVING}test_a_save_is_written_synced_put_in_place_and_synced",),
    ),
    Slip(
        "a trap in the place of the temporary file is followed",
        "storage/durable.py",
        '    | os.O_EXCL\n    | getattr(os, "O_NOFOLLOW", 0)\n',
        "",
        (f"{SAVING}test_a_temporary_file_that_is_a_trap_is_not_followed",),
    ),
    Slip(
        "files can be read by others, mode 0644",
        "storage/durable.py",
        "FILE_MODE = 0o600",
        "FILE_MODE = 0o644",
        (
            f"{SAVING}test_files_and_folders_are_private_whatever_the_mask",
            "tests/storage/test_journal.py::test_the_journal_is_private_whatever_the_mask",
            "tests/storage/test_emergency.py::test_it_is_private_whatever_the_mask",
        ),
    ),
    Slip(
        "folders can be entered by others, mode 0755",
        "storage/durable.py",
        "FOLDER_MODE = 0o700",
        "FOLDER_MODE = 0o755",
        (f"{SAVING}test_files_and_folders_are_private_whatever_the_mask",),
    ),
    Slip(
        "a save takes no lock",
        "storage/lock.py",
        "        _take(handle, path)\n        yield\n",
        "        yield\n",
        (
            "tests/storage/test_processes.py::test_a_lock_that_is_held_too_long_is_told",
            "tests/storage/test_processes.py::test_writers_at_once_lose_nothing",
        ),
    ),
    Slip(
        "what others saved is not merged, and lost",
        "storage/folder.py",
        "if found in (None, seen.stamp):",
        "if found:",
        (
            f"{SAVING}test_what_another_saved_meanwhile_is_taken_in",
            f"{SAVING}test_one_field_changed_by_both_is_a_conflict_that_can_be_settled",
        ),
    ),
    Slip(
        "there is no backup",
        "storage/history_keeping.py",
        "                if back_up(real, must=must, now=now):\n",
        "                if not real:\n",
        (
            "tests/storage/test_backups.py::test_a_backup_is_the_file_as_it_was_and_costs_no_bytes",
            "tests/storage/test_backups.py::test_always_before_a_sign_off",
        ),
    ),
    Slip(
        "there is no backup before a sign-off",
        "storage/folder.py",
        "must=asked.backup or signed or upgraded",
        "must=asked.backup or upgraded",
        ("tests/storage/test_backups.py::test_always_before_a_sign_off",),
    ),
    Slip(
        "a file in a newer format is saved as ours",
        "storage/folder.py",
        "        if seen.read_only:\n            raise NotSaved(path, seen.read_only)\n",
        "",
        ("tests/storage/test_loading.py::test_a_newer_format_opens_for_reading_only",),
    ),
    Slip(
        "a name may lead out of the folder",
        "storage/sheets.py",
        ' or "/" in slug or os.sep in slug',
        "",
        (f"{SAVING}test_no_name_leads_out_of_the_folder",),
    ),
    Slip(
        "a key may be there twice",
        "storage/look.py",
        "        if len(found) != len(items):\n",
        "        if not items and found:\n",
        ("tests/storage/test_loading.py::test_a_bad_file_is_one_line_with_its_place",),
    ),
    Slip(
        "a file may be of any size",
        "storage/reading.py",
        "            if size > largest:\n",
        "            if size < 0:\n",
        ("tests/storage/test_loading.py::test_a_file_of_a_terabyte_is_refused_unread",),
    ),
    Slip(
        "what happened outside is not told",
        "storage/history_keeping.py",
        "        return file_sha256(real)\n",
        "        return ''\n",
        ("tests/storage/test_journal.py::test_a_hand_edit_is_told_before_the_next_change",),
    ),
    Slip(
        "words are not cleaned where they come in",
        "domain/text.py",
        "    return marked(text, _mark)\n",
        "    return text\n",
        (
            "tests/domain/test_text.py::test_hostile_words_become_words_that_may_be_shown",
            "tests/storage/test_loading.py::test_a_file_written_by_hand_is_read",
            "tests/documents/test_text.py::test_escape_sequences_reach_no_terminal",
        ),
    ),
    Slip(
        "the last look at what is painted is left out",
        "ui/last_look.py",
        "    return text if fit_to_show(text) else set_cell_size(visible(text), cell_len(text))\n",
        "    return text\n",
        (f"{HOSTILE}test_what_no_boundary_has_cleaned_is_marked_on_its_way_to_the_terminal",),
    ),
    Slip(
        "markup is on where the program tells something",
        "ui/dialogs/themes.py",
        'severity="warning", markup=False)',
        'severity="warning")',
        ("tests/ui/test_markup.py::test_no_words_reach_a_parser_of_markup",),
        quick=True,
    ),
    Slip(
        "markup is on in a form",
        "ui/dialogs/form.py",
        "Static(self._title, markup=False, ",
        "Static(self._title, ",
        ("tests/ui/test_markup.py::test_no_words_reach_a_parser_of_markup",),
    ),
    Slip(
        "a private note is shown to the room",
        "ui/stage_screen.py",
        "self.view.aside(session, self.desk.today), width)",
        "str(__import__('alignment_tui.storage.notes').storage.notes.read_notes(self.desk.path).by_stage), width)",
        ("tests/terminal/test_following.py::test_a_private_note_is_nowhere_but_in_the_cue_sheet_and_its_file",),
    ),
    Slip(
        "a private note is shown by a command",
        "cli/show.py",
        '    put(text.rstrip("\\n"))\n',
        '    put(text.rstrip("\\n"))\n'
        "    from alignment_tui.storage.notes import read_notes\n"
        "    put(str(read_notes(library.own_file(ctx, session))))\n",
        ("tests/terminal/test_following.py::test_a_private_note_is_nowhere_but_in_the_cue_sheet_and_its_file",),
    ),
    Slip(
        "a blind answer is shown",
        "domain/blind.py",
        '        because=MASK if request.because else "",\n',
        "",
        ("tests/domain/test_blind.py::test_no_word_of_a_hidden_request_is_in_what_is_shown",),
    ),
    Slip(
        "a crash report has the words of the error",
        "storage/crash_report.py",
        '    yield f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")\n',
        '    yield f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")\n    yield str(error)\n',
        ("tests/storage/test_crash_report.py::test_it_names_places_and_kinds_and_no_word",),
    ),
    Slip(
        "HTML is not escaped",
        "documents/tags.py",
        "    return visible(text).translate(_ESCAPES)\n",
        "    return visible(text)\n",
        (
            "tests/documents/test_html.py::test_any_words_become_text_and_nothing_else",
            "tests/documents/test_html.py::test_nothing_but_what_a_memo_needs_is_on_the_page",
            "tests/documents/test_svg_map.py::test_names_are_text_whatever_they_look_like",
        ),
    ),
    Slip(
        "HTML has no content policy",
        "documents/html.py",
        '        tag("meta", http_equiv="Content-Security-Policy", content=policy),\n',
        "",
        ("tests/documents/test_html.py::test_the_policy_allows_the_one_style_sheet_and_nothing_else",),
    ),
    Slip(
        "Markdown is not escaped",
        "documents/markdown.py",
        '    return _SYNTAX.sub(lambda found: "\\\\" + found.group(), visible(text).strip())\n',
        "    return visible(text).strip()\n",
        (
            "tests/documents/test_markdown.py::test_data_is_nothing_but_text",
            "tests/documents/test_madr.py::test_hostile_words_are_nothing_but_text",
        ),
    ),
    Slip(
        "labels of Mermaid are not coded",
        "exchange/mermaid.py",
        '_escaped(line) for line in lines)}"',
        'line for line in lines)}"',
        ("tests/exchange/test_mermaid.py::test_no_name_gets_out_of_its_label",),
    ),
    Slip(
        "a formula comes in from a table",
        "exchange/requests_csv.py",
        "        if _FORMULA.match(text):\n",
        "        if not text and _FORMULA.match(text):\n",
        ("tests/exchange/test_requests_csv.py::test_each_row_says_what_became_of_it",),
    ),
    Slip(
        "a key may stand twice in YAML",
        "yaml_files.py",
        "            if name.value in found:\n",
        "            if not pairs:\n",
        ("tests/test_config.py::test_what_is_wrong_is_named_with_line_and_key",),
    ),
    Slip(
        "a theme may be of low contrast",
        "ui/themes.py",
        "        said.check_contrast(roles)\n",
        "        roles = {**roles}\n",
        ("tests/ui/test_themes.py::test_a_wrong_theme_is_refused_while_the_others_load",),
    ),
    Slip(
        "signatures hold whatever the text is",
        "domain/digests.py",
        "    return hashlib.sha256(canonical(value)).hexdigest()\n",
        '    return hashlib.sha256(b"").hexdigest()\n',
        (
            "tests/domain/test_signed_leaves.py::test_each_leaf_breaks_the_signatures_on_its_section_and_no_other",
            "tests/domain/test_sign_off.py::test_a_change_makes_signatures_stale_with_old_and_new_text_and_why",
        ),
    ),
    Slip(
        "the printer gets a line for a shell",
        "cli/printing.py",
        '[found, "-t", title, *more], input',
        '" ".join([found, "-t", title, *more]), shell=True, input',
        ("tests/cli/test_memo.py::test_a_printer_and_its_options_are_arguments_and_nothing_a_shell_would_read",),
    ),
    Slip(
        "leaving does not wait for the disk",
        "ui/leaving.py",
        "            if not desk.dirty:\n                return True\n",
        "            return True\n",
        ("tests/ui/test_disk.py::test_leaving_while_something_is_not_saved_asks_once_more",),
    ),
)
