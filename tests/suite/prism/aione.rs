//! AIone's one call.

use super::sample::samples;

samples!(aione, client { client.billing().plan(), });
