"""Makes the samples that are not plain text, with the programs that make such files in newsrooms.

Needs Python with python-docx, reportlab and Pillow, LibreOffice, and the DejaVu fonts. Run it in this folder:
    python3 make.py DejaVuSans.ttf
"""
import csv, gzip, json, pathlib, subprocess, sys, zipfile
import docx
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

FONT = sys.argv[1]
TITLE = "Көктем егісі басталды"
FIRST = "Солтүстік өңірлерде көктемгі егіс басталды. Шаруалар тұқым себуге алты мың гектар жер дайындады."
SECOND = "Биыл қар суы мол болды, сондықтан ылғал жеткілікті. Агрономдар өнім былтырғыдан жақсы болады деп күтеді."


def office(target, *sources):
    subprocess.run(["soffice", "--headless", "--convert-to", target, *sources], check=True, stdout=subprocess.DEVNULL)


def word():
    """A Word file with a title in its style, a table, a link's text, and properties."""
    document = docx.Document()
    document.core_properties.title = TITLE
    document.core_properties.author = "izde"
    document.add_heading(TITLE, 0)
    document.add_paragraph(FIRST)
    paragraph = document.add_paragraph("Биыл ")
    paragraph.add_run("қар суы").bold = True
    paragraph.add_run(SECOND.removeprefix("Биыл қар суы"))
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip([c for row in table.rows for c in row.cells], ["Дақыл", "Гектар", "Бидай", "4200"]):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "Бет жоғарғы жолы"
    document.save("word.docx")


def pdf():
    """A page of justified lines, as a program sets them, and a page that is a picture of text, as a scanner makes it."""
    pdfmetrics.registerFont(TTFont("Sans", FONT))
    page = canvas.Canvas("report.pdf", pagesize=A4)
    page.setTitle(TITLE)
    page.setFont("Sans", 18)
    page.drawString(72, 770, TITLE)
    page.setFont("Sans", 11)
    text = page.beginText(72, 740)
    for line in ["Солтүстік өңірлерде көктемгі егіс басталды.", "Шаруалар тұқым себуге алты мың", "гектар жер дайындады."]:
        text.textLine(line)
    page.drawText(text)
    # Words each at a place of its own, without spaces between.
    x = 72
    for word in "Биыл қар суы мол болды.".split():
        page.drawString(x, 660, word)
        x += pdfmetrics.stringWidth(word, "Sans", 11) + 4
    page.showPage()
    picture = Image.new("L", (600, 200), 255)
    ImageDraw.Draw(picture).text((20, 80), "Суреттегі мәтін", font=ImageFont.truetype(FONT, 40), fill=0)
    picture.save("scan.png")
    page.drawImage("scan.png", 72, 500)
    page.save()
    page = canvas.Canvas("scanned.pdf", pagesize=A4)
    page.drawImage("scan.png", 72, 500)
    page.save()
    pathlib.Path("scan.png").rename("picture.png")


def tables():
    rows = [["Тақырып", "Мәтін", "Күні", "Спикер"], [TITLE, FIRST + "\n" + SECOND, "28 қараша 2025", "Марат Әлиев"], ["Су деңгейі", "Өзенде су көтерілді, \"қауіп жоқ\".", "29.11.2025", ""]]
    with open("table.csv", "w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    office("xlsx:Calc MS Excel 2007 XML", "table.csv")


def packed():
    documents = [{"id": "json-1", "title": TITLE, "text": FIRST, "date": "28.11.2025"}, {"text": SECOND, "source": "Дала таңы"}]
    pathlib.Path("array.json").write_text(json.dumps(documents, ensure_ascii=False, indent=2) + "\n")
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents).replace("json-1", "packed-1")
    with gzip.open("lines.jsonl.gz", "wb") as file:
        file.write(lines.encode())
    with gzip.open("letter.txt.gz", "wb") as file:
        file.write((TITLE + "\n\n" + FIRST + "\n").encode())
    with zipfile.ZipFile("archive.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("хаттар/бірінші.txt", FIRST)
        archive.write("word.docx", "word.docx")
        archive.write("letter.txt.gz", "letter.txt.gz")
        archive.write("picture.png", "picture.png")
        archive.writestr("lines.jsonl", lines.replace("packed-1", "zipped-1") + "{\n")


def encodings():
    text = TITLE + "\n\n" + FIRST + "\n" + SECOND + "\n"
    russian = "Начался весенний сев\n\nВ северных районах начался весенний сев. Крестьяне подготовили шесть тысяч гектаров земли.\n"
    for name, content, encoding in [("kz-1048.txt", text, "kz1048"), ("pt154.txt", text, "ptcp154"), ("utf-16.txt", text, "utf-16"), ("windows-1251.txt", russian, "cp1251"), ("koi8-r.txt", russian, "koi8_r")]:
        pathlib.Path(name).write_bytes(content.encode(encoding))
    pathlib.Path("misread.txt").write_text(text.encode("kz1048").decode("cp1251"))
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>{TITLE}</title></head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>\n'
    pathlib.Path("old.html").write_bytes(page.encode("kz1048"))


word()
pdf()
tables()
packed()
encodings()
office("pdf", "word.docx")
pathlib.Path("word.pdf").rename("office.pdf")
office("docx:MS Word 2007 XML", "page.html")
pathlib.Path("page.docx").rename("office.docx")
office("doc:MS Word 97", "word.docx")
