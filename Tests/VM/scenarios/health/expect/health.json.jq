.[0].health.health_state
