"""What an edit does to a record, and how records are spelled, as rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.tenfold.crm.links import CrmSite
from sandbox.tenfold.crm.modules import BY_NAME, MODULES, Module, modules_of
from sandbox.tenfold.crm.record import Record, Value, changed, new_id, without_number
from sandbox.tenfold.crm.rows import number_values
from sandbox.tenfold.crm.updates import read_fields, read_new, read_update
from sandbox.tenfold.crm.wire import MatchedRecord, bean, plain, plain_detail
from sandbox.tenfold.errors import InvalidField
from sandbox.tenfold.phone_numbers import number_key
from tests.facts import fact

modules = st.sampled_from(MODULES)
words = st.text("abcäé'-", min_size=1, max_size=8)
values = st.none() | st.text() | st.integers() | st.floats(allow_nan=False) | st.booleans()
numbers = st.text("+0123456789 ()-x", max_size=16)


def record_of(module: Module, **fields: str | int | None) -> Record:
    return Record(id="r", organization_id="o", kept_in=module, fields=fields)


def test_every_crm_has_people_and_companies_and_no_field_twice() -> None:
    assert [set(modules_of(provider)) for provider in ("salesforce", "dynamics")] == [{"contact", "lead", "account"}] * 2
    assert len(BY_NAME) == len(MODULES)
    for module in MODULES:
        assert len(set(module.fields)) == len(module.fields)
        assert set(module.required) <= set(module.fields)


@fact("T1-11")
@given(modules, st.lists(words, min_size=1, max_size=4))
def test_a_name_comes_back_as_it_was_given(module: Module, parts: list[str]) -> None:
    name = " ".join(parts)

    fields = read_update({"name": name}, module, inside="")

    record = changed(record_of(module, **dict.fromkeys(module.names, "old")), fields)
    assert record.name == name
    assert record.fields[module.names[-1]] == (parts[-1] if len(module.names) == 2 else name)


@fact("T1-11")
@given(modules, numbers, words)
def test_number_and_email_go_to_the_primary_fields_and_to_no_other(module: Module, number: str, text: str) -> None:
    fields = read_update({"number": number, module.description: text}, module, inside="")

    assert fields == {module.numbers[0]: number, module.description: text}
    if module.email:
        assert changed(record_of(module), read_update({"email": text}, module, inside="")).email == text


@given(modules, st.text(), values)
def test_a_field_is_taken_by_its_own_name_and_refused_by_any_other(module: Module, name: str, value: Value) -> None:
    known = module.others[0]

    assert read_fields({known: value}, module, inside="update.") == {known: value}
    if name not in module.fields:
        with pytest.raises(InvalidField) as refusal:
            read_fields({known: value, name: value}, module, inside="update.")
        assert refusal.value.fields["field"] == f"update.{name}"


@fact("T1-11")
def test_the_last_of_two_that_mean_the_same_has_the_say() -> None:
    contact = BY_NAME["Contact"]

    assert read_update({"name": "John Doe", "LastName": "Roe"}, contact, inside="") == {"FirstName": "John", "LastName": "Roe"}
    assert read_update({"LastName": "Roe", "name": "Cher"}, contact, inside="") == {"LastName": "Cher", "FirstName": None}
    assert read_update({"name": "x", "websiteurl": None}, BY_NAME["account"], inside="") == {"name": "x", "websiteurl": None}


@given(modules)
def test_what_a_new_record_needs_is_named(module: Module) -> None:
    with pytest.raises(InvalidField, match=module.required[0]):
        read_new({}, module, inside="fields.")


@fact("T2-17")
@given(modules, st.data())
def test_a_number_that_is_taken_off_is_gone_and_all_others_stay(module: Module, data: st.DataObject) -> None:
    before = record_of(module, **{name: data.draw(st.none() | numbers) for name in module.numbers})
    gone = data.draw(st.sampled_from([number for number in before.numbers if number_key(number)] or ["1"]))

    after = without_number(before, gone)

    left = [values["number"] for values in number_values(after)]
    assert left == [values["number"] for values in number_values(before) if values["number"] != number_key(gone)]
    assert without_number(after, gone) is after


@fact("T2-17")
def test_what_has_no_digit_is_taken_off_as_it_stands() -> None:
    record = record_of(BY_NAME["Contact"], Phone="n/a", MobilePhone="unknown", HomePhone="")

    assert without_number(record, "n/a").numbers == ["unknown"]
    assert number_values(record) == []


@given(modules, st.text())
def test_ids_have_the_shape_of_the_crm(module: Module, seed: str) -> None:
    own_id = new_id(module, seed)

    assert len(own_id) == (18 if module.provider == "salesforce" else 36)
    assert own_id == new_id(module, seed) != new_id(module, seed + "x")


MATCHED = MatchedRecord("r1", "Contact", "John Doe", "john@doe.example", None, "u1", "a1", "Account", "Doe Inc.")
SITE = CrmSite("https://doe.example")


def test_a_record_is_spelled_in_three_ways_with_the_keys_of_the_samples() -> None:
    link, edit_link = "https://doe.example/lightning/r/Contact/r1/view", "https://doe.example/lightning/r/Contact/r1/edit"

    assert list(bean(MATCHED, SITE).values()) == ["r1", "John Doe", edit_link, link, "Contact"]
    assert list(plain(MATCHED, SITE).items()) == [
        ("description", None),
        ("editLink", edit_link),
        ("email", "john@doe.example"),
        ("id", "r1"),
        ("link", link),
        ("module", "Contact"),
        ("name", "John Doe"),
        ("ownerId", "u1"),
        ("parentName", "Doe Inc."),
    ]
    assert list(plain_detail(MATCHED, SITE).items()) == [
        ("id", "r1"),
        ("name", "John Doe"),
        ("link", link),
        ("editLink", edit_link),
        ("email", "john@doe.example"),
        ("description", None),
        ("module", "Contact"),
        ("parentId", "a1"),
        ("parentName", "Doe Inc."),
        ("parentModule", "Account"),
        ("parentLink", "https://doe.example/lightning/r/Account/a1/edit"),
        ("ownerId", "u1"),
    ]


def test_a_record_without_a_parent_has_nulls_in_its_place() -> None:
    alone = MATCHED._replace(parent_id=None, parent_module=None, parent_name=None)

    assert plain(alone, SITE)["parentName"] is None
    assert [plain_detail(alone, SITE)[name] for name in ("parentId", "parentName", "parentModule", "parentLink")] == [None] * 4
