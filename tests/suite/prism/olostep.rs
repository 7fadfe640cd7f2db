//! Olostep's two calls.

use super::sample::samples;
use olostep::runtime::client::OnUnknown;
use olostep::types::PurchaseTopupRequestCredits as Credits;

samples!(olostep, client {
    client.user().credits_info(),
    client.user().purchase_topup(Credits::N10000, OnUnknown::Fail),
});
