//! What messages look like, byte by byte.
