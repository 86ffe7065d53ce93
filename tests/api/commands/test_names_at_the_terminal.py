"""Refusals at the terminal call roles and units by name, as they do over HTTP."""

SAID = ("--award", "gk-phuong", "--unit", "31", "--kind", "household")


def test_a_refusal_names_the_role_and_the_unit(demo):
    token = demo.token("clerk", "10532")
    asked = ("nominate", *SAID, "--achievement", "Giúp 40 hộ")
    told = demo.run(*asked, TOKEN=token, typed="Hộ ông Lò Vân Sơn").stderr

    assert "role-missing: Việc này cần vai trò Cán bộ đề nghị" in told
    assert "Việc này thuộc thẩm quyền của Thành phố Hải Phòng (31) /" in told
    assert "(role=nominating-officer)" in told
