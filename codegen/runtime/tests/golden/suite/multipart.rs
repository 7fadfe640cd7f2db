//! Multipart bodies and JSON lines.

use super::ok;
use crate::runtime::codec::{self, Plain, Upload, read_lines, write_lines};
use crate::runtime::operation::plain;
use crate::runtime::params::Plan;
use crate::runtime::server::{Incoming, Multipart, Problem};
use bytes::Bytes;
use http::Request;
use rust_decimal::Decimal;

fn incoming(media_type: &str, body: impl Into<Bytes>) -> Incoming {
    let request = ok(Request::builder().header("content-type", media_type).body(()));
    Incoming::new(request.into_parts().0, Vec::new(), body.into())
}

fn read(body: &'static str) -> Result<Multipart, Problem> {
    incoming("multipart/form-data; charset=x; boundary=\"b\"", body).multipart()
}

#[test]
fn parts_are_read_as_others_write_them() {
    let form = ok(read(
        "preamble\r\n--b  \r\ncontent-disposition:form-data; filename=\"a;b.txt\"; name=x\r\nA: b\r\n\r\n1\r\n--b--\r\nepilogue",
    ));
    assert_eq!(form.field::<Plain, i64>("x", None, &Plan::Json, plain()), Ok(1));
    let missing = form.field::<Plain, String>("y", None, &Plan::Text, plain()).expect_err("it is missing");
    assert_eq!((missing.status.as_u16(), missing.errors[0].detail.as_str()), (422, "it is missing"));
    assert_eq!(form.field::<Plain, Option<String>>("y", None, &Plan::Text, plain()), Ok(None));
    assert!(form.file::<Upload, Plain>("y", None, &Plan::Text, plain()).is_err());
    let twice = ok(read(
        "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name=x\r\n\r\n2\r\n--b--",
    ));
    assert_eq!(twice.field::<Plain, Vec<i64>>("x", None, &Plan::List(&Plan::Json), plain()), Ok(vec![1, 2]));
    assert!(
        twice.field::<Plain, i64>("x", None, &Plan::Json, plain()).is_err()
            && twice.file::<Upload, Plain>("x", None, &Plan::Text, plain()).is_err()
    );
    assert!(read("--b--").is_ok());
    let broken = [
        "",
        "--b",
        "--b\r\n",
        "--c--",
        "--b\r\n\r\n1\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1",
        "--b\r\nContent-Disposition: form-data; name=\"x\r\n\r\n1\r\n--b--",
        "--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=x\r\n--b--",
    ];
    for body in broken {
        assert_eq!(read(body).map_err(|problem| problem.status.as_u16()).err(), Some(400), "{body:?}");
    }
    let status =
        |media_type: &str| incoming(media_type, "--b--").multipart().map_err(|problem| problem.status.as_u16());
    for media_type in
        ["multipart/form-data", "multipart/form-data; boundary", "multipart/mixed; boundary=b", "text/plain"]
    {
        assert_eq!(status(media_type).err(), Some(415), "{media_type}");
    }
}

#[test]
fn lines() {
    let values = [Decimal::new(10, 1), Decimal::TWO];
    let text = ok(write_lines::<codec::Number, _>(&values, false));
    assert_eq!(text, b"1.0\n2\n");
    assert_eq!(ok(read_lines::<codec::Number, _>(b"1.0\r\n\n2")), values);
    let error = read_lines::<codec::Plain, Vec<i64>>(b"[1]\n[1,true]\n").expect_err("a line is wrong");
    assert_eq!(error.to_string(), "/1/1: invalid type: boolean, expected i64");
}
