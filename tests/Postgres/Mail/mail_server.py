"""An SMTP server for the tests: mail_server.py PORT FOLDER.

Each mail it takes is a file in FOLDER/mails. The file FOLDER/answers tells what it says to whom, a line each:
  ada@example.org 550 5.1.1 No such person     (said to RCPT)
  ada@example.org data 451 4.3.0 Full          (said after the mail was read)
  ada@example.org hold                         (no answer until the line is gone; FOLDER/held-ada@example.org is there meanwhile)
  ada@example.org keep                         (the same, but the mail is kept first)
"""
import asyncio
import os
import sys
import uuid

from aiosmtpd.smtp import SMTP

port, folder = int(sys.argv[1]), sys.argv[2]
mails = os.path.join(folder, "mails")
os.makedirs(mails, exist_ok=True)


def answer_to(address):
    try:
        with open(os.path.join(folder, "answers"), encoding="utf-8") as lines:
            for line in lines:
                who, _, what = line.strip().partition(" ")
                if who == address:
                    return what
    except FileNotFoundError:
        pass
    return ""


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        what = answer_to(address)
        if what[:1].isdigit():
            return what
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        address = envelope.rcpt_tos[0]
        what = answer_to(address)
        if what.startswith("data "):
            return what[len("data "):]
        if what == "keep":
            self.keep(envelope)
        held = os.path.join(folder, "held-" + address)
        while answer_to(address) in ("hold", "keep"):
            open(held, "w").close()
            await asyncio.sleep(0.02)
        if what != "keep":
            self.keep(envelope)
        return "250 OK"

    def keep(self, envelope):
        name = os.path.join(mails, uuid.uuid4().hex)
        with open(name, "wb") as file:
            file.write(b"X-Envelope-From: " + envelope.mail_from.encode() + b"\r\n")
            file.write(b"X-Envelope-To: " + ", ".join(envelope.rcpt_tos).encode() + b"\r\n")
            file.write(envelope.original_content)
        os.rename(name, name + ".eml")


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Handler(), hostname="mail.test", enable_SMTPUTF8=True, loop=loop), "127.0.0.1", port)
    await server.serve_forever()


asyncio.run(serve())
