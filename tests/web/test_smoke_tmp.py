def test_x(at):
    r = at.client.get("/reports"); assert r.status_code==200
    print(at.page("a.txt").lines, at.page("a.txt").reasons)
    r=at.client.get("/"); print(r.text)
