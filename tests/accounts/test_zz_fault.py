from hack import db
def test_fault(browser_of, app, cast):
    from hack.web import anyone_may
    @anyone_may
    def boom():
        from flask_login import current_user
        current_user.name
        with db.transaction():
            raise ValueError("x")
    app.add_url_rule("/boom", "boom", boom)
    b = browser_of(cast.umi).visit("/boom")
    print(b.status, b.words[:300])
    assert b.status == 500 and "番号" in b.words
