//! MessagePack as Python's library for it sees it, in both directions.
//!
//! One process of Python judges all values: it takes each message apart with its default settings, says in JSON what it
//! has found, and puts it together again, once as it does by itself and once as only others would.

use std::fmt::Debug;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use aspyx::wire::{Decode, Encode, JsonReader, JsonWriter, MsgpackReader, MsgpackWriter};
use aspyx_tests::conformance::v1::{Boxes, Choice, Everything, Kinds, Tree};
use aspyx_tests::tools::python_tool;
use serde_json::Value;

const JUDGE: &str = r#"
import base64, json, msgpack, sys

def turned(value):
    if isinstance(value, dict):
        return {key: turned(item) for key, item in reversed(value.items())}
    return [turned(item) for item in value] if isinstance(value, list) else value

for line in sys.stdin:
    value = msgpack.unpackb(bytes.fromhex(line))
    text = json.dumps(value, separators=(",", ":"), default=lambda it: base64.b64encode(it).decode())
    other = msgpack.packb(turned(value), use_single_float=True)
    print(msgpack.packb(value).hex(), other.hex(), text)
"#;

const EVERYTHING: &str = r#"{
    "flag": true, "small": -2147483648, "large": -9223372036854775808, "count": 4294967295,
    "total": 18446744073709551615, "ratio": 0.5, "precise": -2.25, "text": "é\n\u0000😀", "blob": "/wABgA==",
    "at": "2025-06-30T12:00:00.5Z", "day": "2025-06-30", "lasts": "-3.5s",
    "id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "amount": "-1.50",
    "anything": {"a": [null, true, 1, -1, 1.5, "x", {}, []]}
}"#;

const BOXES: &str = r#"{
    "many": [0, 127, 128, 255, 256, 65535, 65536, 4294967295, 4294967296, 9223372036854775807, -1, -32, -33, -128,
        -129, -32768, -32769, -2147483648, -2147483649, -9223372036854775808],
    "nested": [["a"], [], ["b", "c"]], "holes": ["x", null],
    "by_name": {"": {"name": "none"}, "a": {"name": "A"}},
    "by_number": {"18446744073709551615": [{"name": "x"}]}, "by_sign": {"-1": 1, "2147483647": -1},
    "by_id": {"6ba7b810-9dad-11d1-80b4-00c04fd430c8": null},
    "by_color": {"red": {"x": "blue"}, "7": {"y": 8}, "pink": {}},
    "maybe_many": [{"name": "y"}], "color": "blue", "defaults": []
}"#;

const TREE: &str = r#"{"value": 1, "children": [{"value": 2}, {"value": 3, "first": {"value": 4}}]}"#;

const KINDS: &str = r#"{
    "name": "n", "shade": "red", "path": ["a"], "ages": {"x": 1}, "ratio": 1.5, "pin": "1234", "secret": "s",
    "by_shade": {"green": [1, 2]}, "by_age": {"3": {"name": "y"}, "4": null}, "choice": {"holder": {"choices": []}},
    "picked": {"neither": {}}, "choices": [{"many": [{"ratio": 0.25}]}, {"anything": null}, {"path": ["p"]}],
    "numbers": [-1, 0, 300], "names": [], "shades": ["red", "blue"], "paths": [["a", "b"], []], "maybe_set": []
}"#;

/// Holds a message against a value.
type Compare = Box<dyn Fn(&[u8])>;

/// A value in both formats, and how to compare it with what another message holds.
struct Sample {
    name: String,
    json: Value,
    message: Vec<u8>,
    compare: Compare,
}

impl Sample {
    fn new<T: Decode + Encode + Debug + PartialEq + 'static>(name: &str, json: &str) -> Self {
        let value = T::decode(&mut JsonReader::new(json.as_bytes())).unwrap_or_else(|error| panic!("{name}: {error}"));
        let (mut text, mut message) = (JsonWriter::default(), MsgpackWriter::default());
        value.encode(&mut text);
        value.encode(&mut message);
        Self {
            name: name.to_owned(),
            json: serde_json::from_slice(&text.finish().expect("JSON")).expect("JSON"),
            message: message.finish().expect("MessagePack"),
            compare: Box::new(move |message| {
                let mut reader = MsgpackReader::new(message);
                let read = T::decode(&mut reader).and_then(|read| reader.finish().map(|()| read));
                assert_eq!(read.as_ref(), Ok(&value));
            }),
        }
    }
}

fn samples() -> Vec<Sample> {
    let mut samples = vec![
        Sample::new::<Everything>("everything", EVERYTHING),
        Sample::new::<Boxes>("boxes", BOXES),
        Sample::new::<Tree>("tree", TREE),
        Sample::new::<Kinds>("kinds", KINDS),
        Sample::new::<Choice>("choice", r#"{"by_name": {"x": {"neither": {}}}}"#),
    ];
    // Around the bounds of all forms that a length has.
    for length in [0, 15, 16, 31, 32, 255, 256, 65_535, 65_536] {
        samples.push(Sample::new::<String>("a text", &format!("\"{}\"", "x".repeat(length))));
        samples.push(Sample::new::<Vec<u32>>("a list", &format!("[{}]", vec!["1"; length].join(","))));
        let entries: Vec<String> = (0..length).map(|index| format!("\"{index}\":true")).collect();
        samples.push(Sample::new::<Value>("a map", &format!("{{{}}}", entries.join(","))));
    }
    samples
}

/// Has all messages judged, and returns a line for each.
fn judged(programs: &Path, samples: &[Sample]) -> Vec<String> {
    let mut judge = Command::new(programs.join("python"))
        .args(["-c", JUDGE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let lines: String = samples.iter().map(|sample| hex(&sample.message) + "\n").collect();
    let mut input = judge.stdin.take().expect("it is piped");
    // From a thread of its own, since the judge answers while it is still being asked.
    let asking = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = judge.wait_with_output().expect("Python ends");
    let asked = asking.join().expect("the thread does not panic");
    assert!(asked.is_ok() && output.status.success(), "Python refused a message; it says why above");
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let digits = |at| text.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    (0..text.len()).step_by(2).map(|at| digits(at).expect("two digits")).collect()
}

#[test]
fn python_reads_and_writes_the_same_messages() {
    let programs = match python_tool("msgpack", "1.2.4") {
        Ok(programs) => programs,
        Err(unavailable) => return unavailable.skip("python_reads_and_writes_the_same_messages"),
    };
    let samples = samples();
    let verdicts = judged(&programs, &samples);
    assert_eq!(verdicts.len(), samples.len());
    for (sample, verdict) in samples.iter().zip(verdicts) {
        let mut parts = verdict.splitn(3, ' ');
        let mut part = || parts.next().unwrap_or_default();
        let (same, other, json) = (part(), part(), part());
        assert!(
            hex(&sample.message) == same,
            "{}: {:.200}\nPython writes {same:.200}",
            sample.name,
            hex(&sample.message)
        );
        (sample.compare)(&sample.message);
        (sample.compare)(&unhex(other));
        let seen: Value = serde_json::from_str(json).expect("Python writes JSON");
        assert!(seen == sample.json, "{}: Python sees {json:.2000}", sample.name);
    }
}
