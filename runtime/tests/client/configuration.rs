//! What may stand in `aspyx.yaml`, and what a person reads if something else does.

use aspyx::{Config, ErrorKind, ServiceManager};
use std::time::Duration;

const NO_ENVIRONMENT: [(&str, &str); 0] = [];

const FULL: &str = "
server: { bind: 0.0.0.0:8000, advertise: shop.example.com }
registry: { kind: static }
components:
  shop-v1:
    dispatch-json: ['http://10.0.0.7:8000', 'http://10.0.0.8:8000']
channels: { preferred: dispatch-json, timeout: 500ms, selector: round-robin }
";

fn parse(text: &str) -> aspyx::Result<Config> {
    Config::parse(text, NO_ENVIRONMENT)
}

/// Asserts that a text is refused with a message that holds all these parts.
#[track_caller]
fn assert_refused(text: &str, parts: &[&str]) {
    let error = parse(text).expect_err(text);
    assert_eq!(error.kind(), ErrorKind::Configuration);
    for part in parts {
        assert!(error.message().contains(part), "`{part}` is missing in:\n{error}");
    }
}

#[test]
fn nothing_is_a_configuration_too() {
    for text in ["", "# nothing\n", "{}", "server:\nchannels:\ncomponents:\nregistry:\n"] {
        assert_eq!(parse(text).expect(text), Config::default());
    }
}

#[test]
fn everything_that_can_be_said_is_understood() {
    let config = parse(FULL).unwrap();
    assert_eq!(config.bind(), Some("0.0.0.0:8000"));
    assert_eq!(config.advertise(), Some("shop.example.com"));
    assert_eq!(config.preferred_channel(), Some("dispatch-json"));
    assert_eq!(config.timeout(), Some(Duration::from_millis(500)));
    ServiceManager::from_config(&config).unwrap();
}

#[test]
fn an_error_shows_file_line_and_text() {
    assert_refused("server:\n  bind: nowhere\n", &["aspyx.yaml:2:9", "bind: nowhere", "0.0.0.0:8000"]);
    assert_refused("server: [", &["aspyx.yaml:1"]);
}

#[test]
fn an_unknown_key_is_refused_with_those_there_are() {
    assert_refused("servers: {}", &["servers", "server", "registry", "components", "channels"]);
    assert_refused("server: { bnd: 'a:1' }", &["bnd", "bind", "advertise", "aspyx.yaml:1"]);
}

#[test]
fn what_is_not_supported_yet_is_refused_by_name() {
    for (text, key) in [
        ("limits: { body: 1 }", "`limits`"),
        ("tls: {}", "`tls`"),
        ("health:\n  interval: 1s", "`health`"),
        ("registry: { url: 'http://127.0.0.1:8500' }", "`registry.url`"),
        ("registry: { kind: consul }", "`consul`"),
    ] {
        assert_refused(text, &[key, "not supported yet", "aspyx.yaml:"]);
    }
}

#[test]
fn a_selector_is_one_of_those_there_are() {
    for selector in ["least-loaded", "round-robin", "first"] {
        parse(&format!("channels: {{ selector: {selector} }}")).expect(selector);
    }
    let known = "`least-loaded`, `round-robin` and `first`";
    assert_refused("channels:\n  selector: lucky", &["`lucky`", known, "aspyx.yaml:2"]);
}

#[test]
fn a_timeout_has_a_unit_and_is_above_zero() {
    for text in ["30", "0s", "-1s", "1.5s", "s", "1d", "99999999999999999999s", "18446744073709551615h"] {
        assert_refused(&format!("channels: {{ timeout: '{text}' }}"), &[text, "`30s`, `500ms`, `5m` or `1h`"]);
    }
    let minutes = parse("channels: { timeout: 5m }").unwrap();
    assert_eq!(minutes.timeout(), Some(Duration::from_secs(300)));
}

#[test]
fn an_address_is_one_that_can_be_called() {
    for url in ["10.0.0.7:8000", "ftp://a:1", "http://", "http://a:99999", "http://a:x", "http://a/?q=1", "http://a/#f"]
    {
        assert_refused(&format!("components: {{ shop-v1: {{ rest: ['{url}'] }} }}"), &[url, "aspyx.yaml:1"]);
    }
    for url in ["http://10.0.0.7:8000", "https://a.example/shop", "http://[::1]:80/"] {
        parse(&format!("components: {{ shop-v1: {{ rest: ['{url}'] }} }}")).expect(url);
    }
}

#[test]
fn an_advertised_host_is_no_url() {
    for host in ["10.0.0.7", "10.0.0.7:80", "shop.example.com", "[::1]:80", "[::1]"] {
        parse(&format!("server: {{ advertise: '{host}' }}")).expect(host);
    }
    assert_refused("server: { advertise: 'http://a' }", &["`http://a`"]);
}

#[test]
fn components_of_a_registry_that_does_not_read_them_are_refused() {
    let components = "components: { shop-v1: { rest: ['http://a:1'] } }\n";
    assert_refused(&format!("{components}registry: {{ kind: local }}"), &["`components`", "`registry.kind`"]);
    parse(components).unwrap();
}

#[test]
fn the_environment_overrides() {
    let config = Config::parse(
        FULL,
        [
            ("ASPYX_SERVER__BIND", "127.0.0.1:0"),
            ("ASPYX_SERVER__ADVERTISE", "10.0.0.9"),
            ("ASPYX_CHANNELS__PREFERRED", "rest"),
            ("ASPYX_CHANNELS__TIMEOUT", "1s"),
            ("ASPYX_CHANNELS__SELECTOR", "first"),
            ("ASPYX_REGISTRY__KIND", "local"),
            ("ASPYX_HOME", "/somewhere"),
            ("PATH", "/bin"),
        ],
    )
    .unwrap();
    assert_eq!(config.bind(), Some("127.0.0.1:0"));
    assert_eq!(config.advertise(), Some("10.0.0.9"));
    assert_eq!(config.preferred_channel(), Some("rest"));
    assert_eq!(config.timeout(), Some(Duration::from_secs(1)));
}

#[test]
fn a_variable_that_makes_no_sense_is_refused_by_name() {
    for (name, value, part) in [
        ("ASPYX_CHANNELS__TIMEOUT", "soon", "`soon`"),
        ("ASPYX_CHANNELS__SELECTOR", "lucky", "`lucky`"),
        ("ASPYX_REGISTRY__KIND", "consul", "not supported yet"),
        ("ASPYX_SERVER__BNID", "a:1", "ASPYX_SERVER__BIND"),
        ("ASPYX_TLS__KEY", "x", "ASPYX_SERVER__BIND"),
    ] {
        let error = Config::parse("", [(name, value)]).unwrap_err();
        assert!(error.message().starts_with(name) && error.message().contains(part), "{error}");
    }
}

#[test]
fn a_preferred_channel_that_does_not_exist_is_refused_when_it_is_used() {
    let config = parse("channels: { preferred: pigeon }").unwrap();
    let error = ServiceManager::from_config(&config).unwrap_err();
    assert!(error.message().contains("`pigeon`") && error.message().contains("`dispatch-json`"), "{error}");
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let error = Config::load("no/such/aspyx.yaml").unwrap_err();
    assert!(error.message().starts_with("no/such/aspyx.yaml cannot be read"), "{error}");
}
