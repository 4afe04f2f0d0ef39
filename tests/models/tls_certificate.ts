/** A certificate for `localhost` and its key, made for these tests alone. Valid to 2126. */
export const TLS_CERTIFICATE = {
  key: pem(
    "PRIVATE KEY",
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgiT+S82PGGVDBFT7Kd0ui5yZV5SusEvVu7yVuvMg9euChRANCAATT46MCSi/Fvi" +
      "ZurqmfLEN9FrGIKQcdvX12MHFJTSE1tDRknY6VDdCa9Ylu5GiQ6u+UwX3ROKNpgYDxL6Jp5f1Q",
  ),
  cert: pem(
    "CERTIFICATE",
    "MIIBrDCCAVOgAwIBAgIUQhPDaEdZ55Z53d4IPneNBpav3z8wCgYIKoZIzj0EAwIwFzEVMBMGA1UEAwwMUm91bmRzIHRlc3RzMCAXDTI2MTEyMT" +
      "ExNDM1N1oYDzIxMjYxMDI4MTE0MzU3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATT46MCSi/FviZu" +
      "rqmfLEN9FrGIKQcdvX12MHFJTSE1tDRknY6VDdCa9Ylu5GiQ6u+UwX3ROKNpgYDxL6Jp5f1Qo34wfDAaBgNVHREEEzARgglsb2NhbGhvc3SHBH" +
      "8AAAEwCQYDVR0TBAIwADATBgNVHSUEDDAKBggrBgEFBQcDATAdBgNVHQ4EFgQU4cHqX5WL2m2+ZQmbGjfE8ndi0RIwHwYDVR0jBBgwFoAUKZ0z" +
      "1Y4aV1jLTxGTHfAbBaDmOZ0wCgYIKoZIzj0EAwIDRwAwRAIgavbcFiVKVtrtq8Ht7a6oHO4d551Z53WCofHwD94b6UMCIC+XgeOjY6UK8naRZ4" +
      "EKivgaw773FYMsIDESyI2Z3DXm",
  ),
} as const;

/** Who signed it; nobody else trusts them, and their key is gone. */
export const TLS_AUTHORITY = pem(
  "CERTIFICATE",
  "MIIBhDCCASugAwIBAgIUNtDac3WTzd0pVUC2lqEvTMH3X9QwCgYIKoZIzj0EAwIwFzEVMBMGA1UEAwwMUm91bmRzIHRlc3RzMCAXDTI2MTEyMT" +
    "ExNDM1N1oYDzIxMjYxMDI4MTE0MzU3WjAXMRUwEwYDVQQDDAxSb3VuZHMgdGVzdHMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQM63hlIwQC" +
    "AXRol8rSm6PIZ89uEfX+nmxB/k+xKlGP6/LzikL2joGMKI06TAMBdP8rMU3SfljqLZzbvZUS8m27o1MwUTAdBgNVHQ4EFgQUKZ0z1Y4aV1jLTx" +
    "GTHfAbBaDmOZ0wHwYDVR0jBBgwFoAUKZ0z1Y4aV1jLTxGTHfAbBaDmOZ0wDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAd28e3" +
    "/7zCH7bPAw5xdzlfNB7TxamVxSD92bJBk4XMnwIgGQTlPUbHqvygb4KqU71odcTN6zWco2Z5byIFg6aK20Y=",
);

function pem(name: string, digits: string): string {
  const lines = digits.match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${name}-----`, ...lines, `-----END ${name}-----`, ""].join("\n");
}
